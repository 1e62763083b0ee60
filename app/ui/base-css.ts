// The look shared by all pages: colour tokens, type, header, footer, focus. The scan page takes its own smaller part.

/** Tokens of the province's look: ink, soft text, lines, paper, wash, the one brand colour and the three verdicts. */
export const tokenCss = `:root{--ink:#17211d;--soft:#55635d;--line:#dfe6e2;--edge:#6d7b75;--paper:#fff;--wash:#f4f7f5;--brand:#0b5d4b;--brand-dark:#084537;--tint:#e7f1ed;--right:#0b6b4a;--wait:#8a5a00;--wait-tint:#faf1dc;--stop:#a51d15;--stop-tint:#fbe7e5;--void:#4a4f57;--r:14px}`;

/** A ring that shows on white, on the brand colour and on the verdicts alike: dark outside, yellow inside. */
export const focusCss = `:focus-visible{outline:3px solid #17211d;outline-offset:2px;box-shadow:0 0 0 2px #ffd35c;border-radius:6px}`;

const typeCss = `*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--wash);color:var(--ink);font:17px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
h1{font-size:28px;line-height:1.25;letter-spacing:-.012em;margin:0 0 8px;text-wrap:balance}
h2{font-size:22px;line-height:1.3;letter-spacing:-.008em;margin:36px 0 12px}
h3{font-size:18px;line-height:1.35;margin:24px 0 6px}
p,ul,ol,dl{margin:0 0 16px}
a{color:var(--brand);text-underline-offset:3px}
a:hover{text-decoration-thickness:2px}
img,svg{max-width:100%}
.lead{color:var(--soft);font-size:18px;max-width:62ch}
.soft{color:var(--soft)}
.small{font-size:15px}
.num{font-variant-numeric:tabular-nums}
.prose{max-width:68ch}
.vh{position:absolute!important;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}`;

const frameCss = `.skip{position:absolute;left:12px;top:0;transform:translateY(-101%);background:var(--paper);padding:12px 18px;z-index:9}
.skip:focus{top:12px;transform:none}
.in{max-width:1080px;margin:0 auto;padding:0 20px}
.head{background:var(--paper);border-bottom:1px solid var(--line)}
.head .in{display:flex;flex-wrap:wrap;align-items:center;gap:0 14px;min-height:68px;padding-top:8px;padding-bottom:8px}
.brand{display:flex;align-items:center;gap:12px;text-decoration:none;color:var(--ink);min-height:48px;line-height:1.25}
.brand svg{width:36px;height:36px;flex:none}
.brand b{display:block;font-size:17px}
.brand span span{display:block;font-size:14px;color:var(--soft)}
.head .side{margin-left:auto;display:flex;gap:4px}
.head .side a,.nav a{display:inline-block;padding:11px 10px;min-height:46px;text-decoration:none;color:var(--ink);white-space:nowrap}
.head .side a:hover,.nav a:hover{text-decoration:underline}
.nav{background:var(--paper);border-bottom:1px solid var(--line)}
.nav ul{list-style:none;display:flex;gap:2px;margin:0 auto;overflow-x:auto;scrollbar-width:thin;scroll-padding:0 34px}
.nav li:has([aria-current]){scroll-initial-target:nearest}
.nav .in{padding-left:10px;padding-right:10px;margin-left:max(0px,calc(50% - 540px));margin-right:0;max-width:none}
.nav a{border-bottom:3px solid transparent}
.nav a[aria-current]{border-color:var(--brand);color:var(--brand);font-weight:600}
main.in{padding-top:28px;padding-bottom:64px;min-height:60vh;outline:none}
.foot{background:var(--paper);border-top:1px solid var(--line);color:var(--soft);font-size:15px;padding:28px 0 44px;position:sticky;top:100vh}
.foot nav{display:flex;flex-wrap:wrap;gap:0 22px;margin:0 0 12px}
.foot nav a{padding:10px 0;min-height:44px}
.foot p{margin:0 0 6px;max-width:80ch}
@media(min-width:760px){h1{font-size:34px}.nav a{padding-left:12px;padding-right:12px}}
@media(max-width:420px){.head .side a{padding:11px 6px}.brand b{font-size:16px}}`;

const printCss = `@media print{body{background:#fff;font-size:11pt}.nav,.side,.foot nav,.skip,.noprint,.crumbs,form{display:none!important}main.in,.head .in,.foot .in{padding:0}.head{margin:0 0 12px}.card,tr,.verdict{break-inside:avoid}a{color:inherit}details>*{display:block!important}}`;

export const baseCss = [tokenCss, typeCss, frameCss, focusCss, printCss].join('\n');
