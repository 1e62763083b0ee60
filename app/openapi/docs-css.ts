// Styles of the page that describes the interface for programs.

export const docsCss = `.api h3{font-size:17px;margin:28px 0 4px;overflow-wrap:anywhere;scroll-margin-top:12px}
.api h3 b{color:var(--brand)}
.api pre{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:12px;overflow:auto;font-size:14px;line-height:1.45;max-height:360px;margin:6px 0}
.api code{font-size:.94em}
.api p{margin:4px 0}
.api details{margin:6px 0}
.api summary{cursor:pointer;padding:10px 0;color:var(--brand);overflow-wrap:anywhere}
.api .groups{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:0 20px}
.api .groups a,.api .docs a{display:inline-block;padding:11px 0}
.api .para{color:var(--soft);font-size:15px;overflow-wrap:anywhere}`;
