// What the trace page adds to the shared look: the picture, the journey line, the figures at its head.

export const traceCss = `.asked{display:grid;gap:0 20px;align-items:end}
.asked .group{margin-bottom:14px}
.asked .input{max-width:none}
.result{border-top:1px solid var(--line);margin-top:28px;padding-top:8px}
.result>h2:first-child{margin-top:20px}
.what{font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace;font-size:15px;color:var(--soft);overflow-wrap:anywhere;margin:0 0 6px}
.sums{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:16px 0 24px}
.sums div{background:var(--paper);border:1px solid var(--line);border-radius:var(--r);padding:14px 18px;display:flex;flex-direction:column-reverse;justify-content:flex-end}
.sums dd{margin:0;font-size:24px;font-weight:700;line-height:1.25;font-variant-numeric:tabular-nums;color:var(--brand)}
.sums dt{color:var(--soft);font-size:15px}
.sums .bad dd{color:var(--stop)}
.graph{margin:0 0 24px}
.pan{overflow-x:auto;background:var(--paper);border:1px solid var(--line);border-radius:var(--r)}
.pan svg{display:block;max-width:none;margin:0 auto}
.graph .c{fill:none;stroke:#8fb5a8;stroke-width:2}
.graph .inside{stroke:#a9b4ae;stroke-dasharray:5 4}
.graph .lot{stroke:#a9b4ae;stroke-dasharray:1 5;stroke-linecap:round;stroke-width:2.5}
.graph .t{fill:var(--brand)}
.graph .b{fill:#fff;stroke:#8fb5a8;stroke-width:1.5}
.graph .b.carrier{fill:var(--wash);stroke:#a9b4ae;stroke-dasharray:5 4}
.graph .b.start{fill:var(--brand);stroke:var(--brand)}
.graph .b.start~text{fill:#fff}
.graph .b.broken{stroke:var(--stop);stroke-width:2.5}
.graph .b.broken:not(.start)~.s{fill:var(--stop);font-weight:600}
.graph .b.more{fill:var(--tint);stroke:none}
.graph text{font-size:13px;fill:var(--ink)}
.graph .h{font-weight:600;font-size:14px}
.graph .s{fill:var(--soft)}
.graph a:hover .b{stroke:var(--brand);stroke-width:2.5}
.graph a:hover .h{text-decoration:underline}
.graph a:focus-visible{outline:none}
.graph a:focus-visible .b{stroke:#17211d;stroke-width:4}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 20px;padding:0;margin:12px 0 6px;font-size:15px;color:var(--soft)}
.legend li{display:flex;align-items:center;gap:8px}
.legend i{width:20px;height:14px;border-radius:4px;border:1.5px solid #8fb5a8;background:#fff;flex:none}
.legend .k-carrier{border:1.5px dashed #8b978f;background:var(--wash)}
.legend .k-start{background:var(--brand);border-color:var(--brand)}
.legend .k-broken{border:2.5px solid var(--stop)}
.legend .k-transformation{width:12px;height:12px;border-radius:50%;background:var(--brand);border:0}
.lots{list-style:none;padding:0;margin:0 0 16px;display:flex;flex-wrap:wrap;gap:8px}
.lots a{display:inline-grid;place-items:center;min-height:44px;padding:4px 14px;border:1.5px solid var(--line);border-radius:10px;background:var(--paper);overflow-wrap:anywhere}
.line{list-style:none;margin:0 0 24px;padding:0}
.line>li{position:relative;padding:0 0 22px 34px}
.line>li:before{content:"";position:absolute;left:4px;top:6px;width:14px;height:14px;border-radius:50%;background:var(--paper);border:4px solid var(--brand)}
.line>li:after{content:"";position:absolute;left:13px;top:30px;bottom:0;width:3px;background:#bcd5cb}
.line>li:last-child:after{display:none}
.line>li.cut:after{display:block;background:repeating-linear-gradient(var(--stop) 0 6px,transparent 6px 12px)}
.line h3{margin:0;font-size:17px}
.line p{margin:0}
.line ul{list-style:none;margin:4px 0 0;padding:0;font-size:16px}
.line time{font-variant-numeric:tabular-nums;color:var(--soft);margin-right:6px}
.line .doubt{color:#764d00;font-weight:600}
.line .gap{color:var(--stop);font-weight:600;margin-top:6px}
.line>li.split:before{border-color:#8fb5a8}
@media print{.result table{min-width:0}}
.line .gap.wait{color:#764d00}
.period{display:flex;flex-wrap:wrap;gap:0 16px;align-items:end;margin:0 0 8px}
.period .group{margin:0 0 14px}
.period>div:last-child{margin:0 0 14px}
.nowrap{white-space:nowrap}
@media(min-width:641px){.result table{min-width:660px}}
@media(min-width:760px){.asked{grid-template-columns:2fr 1fr}.asked .full{grid-column:1/-1}}
@media print{.asked,.period{display:none}.pan{overflow:visible;border:0}.pan svg{width:100%;height:auto;max-width:100%}.result{border:0;margin:0}.line>li{break-inside:avoid}}`;
