// The look of the components in this folder: forms, buttons, tables, tags, cards, lists, pages of a list.

const formCss = `.group{margin:0 0 24px}
.group.bad{border-left:5px solid var(--stop);padding-left:16px}
.label,legend{display:block;font-weight:600;margin:0 0 4px;padding:0}
fieldset{border:0;margin:0 0 24px;padding:0;min-width:0}
.hint{color:var(--soft);font-size:15px;margin:0 0 8px}
.bad-text{color:var(--stop);font-weight:600;margin:0 0 8px}
.input{display:block;width:100%;max-width:34em;min-height:50px;padding:10px 14px;font:inherit;color:inherit;background:var(--paper);border:1.5px solid var(--edge);border-radius:10px}
textarea.input{min-height:120px}
.input[type=file]{padding:12px}
.bad .input{border-color:var(--stop);border-width:2px}
.input:focus{outline:3px solid #17211d;outline-offset:1px;box-shadow:0 0 0 1px #ffd35c inset}
.choice{display:flex;gap:12px;align-items:flex-start;min-height:48px;padding:8px 0;cursor:pointer}
.choice input{width:26px;height:26px;margin:1px 0 0;flex:none;accent-color:var(--brand)}
.errors{border:3px solid var(--stop);border-radius:12px;background:var(--paper);padding:18px 20px;margin:0 0 28px}
.errors h2{margin:0 0 8px;font-size:20px}
.errors ul{margin:0;padding-left:20px}
.errors ul a{display:block;padding:10px 0}
.errors a{color:var(--stop);font-weight:600}`;

const buttonCss = `.btn{display:inline-grid;place-items:center;min-height:52px;padding:10px 24px;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer;border-radius:12px;border:1.5px solid var(--brand);background:var(--brand);color:#fff}
.btn:hover{background:var(--brand-dark);border-color:var(--brand-dark)}
.btn.quiet{background:var(--paper);color:var(--brand)}
.btn.quiet:hover{background:var(--tint)}
.btn.stop{background:var(--stop);border-color:var(--stop)}
.btn.link{border:0;background:none;color:var(--brand);text-decoration:underline;text-underline-offset:3px;padding:10px 4px;min-height:44px}
.row{display:flex;flex-wrap:wrap;gap:12px;align-items:center}
.row a:not(.btn){padding:10px 0}`;

const tableCss = `.scroll{position:relative;overflow-x:auto;margin:0 0 24px}
table{width:100%;border-collapse:collapse;font-size:16px}
caption{text-align:left;font-weight:600;padding:0 0 10px;font-size:18px}
thead th{font-size:14.5px;font-weight:600;color:var(--soft);text-align:left;padding:8px 16px 8px 0;border-bottom:1.5px solid var(--line);vertical-align:bottom}
tbody th{font-weight:600;text-align:left}
td,tbody th{padding:12px 16px 12px 0;border-bottom:1px solid var(--line);vertical-align:top}
tbody tr:last-child>*{border-bottom:0}
td a,tbody th a{display:inline-block;padding:12px 0;margin:-12px 0}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
@media screen and (min-width:821px){.scroll{background:var(--paper);border:1px solid var(--line);border-radius:var(--r);padding:8px 22px}.card .scroll,.fold .scroll{background:none;border:0;padding:0}}
@media screen and (max-width:820px){.stack,.stack tbody,.stack tr,.stack tbody th,.stack caption{display:block}
.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stack tbody tr{background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:14px 16px;margin:0 0 10px}
.stack tbody th,.stack td{border:0;padding:3px 0;text-align:left;white-space:normal}
.stack tbody th{padding-bottom:6px}
.stack td{display:grid;grid-template-columns:minmax(0,7.2em) minmax(0,1fr);gap:0 10px}
.stack td.act,.stack td.long{display:block;padding-top:6px}
.stack td.act .btn.link{padding-left:0}
.stack td:empty{display:none}
.stack .tag{white-space:normal;border-radius:14px}
.stack th *{white-space:normal!important;min-width:0!important}
.card:has(>.scroll){border:0;background:none;padding:0}
.stack td:before{content:attr(data-label);color:var(--soft);font-size:15px;line-height:1.7}
.stack td>div{overflow-wrap:anywhere}
.stack td>div>*{white-space:normal!important;min-width:0!important}}`;

const pieceCss = `.tag{display:inline-block;border-radius:99px;padding:2px 11px;font-size:14px;font-weight:600;line-height:1.5;background:var(--tint);color:var(--right);white-space:nowrap}
.tag.wait{background:var(--wait-tint);color:#764d00}
.tag.stop{background:var(--stop-tint);color:var(--stop)}
.tag.plain{background:#edf0ee;color:#404c47}
.card{background:var(--paper);border:1px solid var(--line);border-radius:var(--r);padding:22px;margin:0 0 16px}
.card>:last-child{margin-bottom:0}
h1+.card,h1+.row{margin-top:18px}
.card h2,.card h3{margin-top:0}
.grid{display:grid;gap:16px;grid-template-columns:repeat(auto-fill,minmax(min(100%,270px),1fr));margin:0 0 24px;padding:0;list-style:none}
.grid.few{grid-template-columns:repeat(auto-fit,minmax(min(100%,270px),1fr))}
.grid>.card{margin:0}
.note{border-left:5px solid var(--brand);background:var(--paper);padding:16px 20px;margin:0 0 24px;border-radius:0 10px 10px 0}
.note.wait{border-color:var(--wait);background:var(--wait-tint)}
.note.stop{border-color:var(--stop);background:var(--stop-tint)}
.note>:last-child{margin-bottom:0}
.pairs{display:grid;gap:12px 24px;grid-template-columns:repeat(auto-fill,minmax(min(100%,200px),1fr))}
.pairs dt{font-size:15px;color:var(--soft)}
.pairs dd{margin:0;font-weight:600}
.crumbs ol{list-style:none;display:flex;align-items:center;flex-wrap:wrap;gap:0 8px;margin:0 0 14px;padding:0;font-size:15px}
.crumbs li+li:before{content:"›";color:var(--soft);margin-right:8px}
.crumbs a{display:inline-block;padding:10px 0}
.pages{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin:8px 0 24px}
.pages a{display:inline-grid;place-items:center;min-width:48px;min-height:48px;padding:0 14px;border:1.5px solid var(--line);border-radius:10px;background:var(--paper);text-decoration:none;font-weight:600}
details.fold{background:var(--paper);border:1px solid var(--line);border-radius:var(--r);margin:0 0 16px}
details.fold>summary{cursor:pointer;padding:16px 20px;font-weight:600;min-height:52px}
details.fold>div{padding:0 20px 18px}`;

export const componentCss = [formCss, buttonCss, tableCss, pieceCss].join('\n');
