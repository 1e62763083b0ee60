// What the portal's own pages add to the components: search box, home, cards of products, recalls, verdict samples.

export const portalCss = `.hero{background:var(--brand);color:#fff;border-radius:var(--r);padding:30px 24px;margin:0 0 20px}
.hero h1{margin:0 0 8px}
.hero p{max-width:60ch;margin:0 0 18px}
.hero .label{color:#fff}
.hero a{color:#fff}
.hero .btn{background:#fff;color:var(--brand);border-color:#fff}
.hero .btn:hover{background:var(--tint)}
.hero .input{border-color:#fff}
.hero :focus-visible{outline-color:#ffd35c;box-shadow:0 0 0 2px #17211d}
.hero p:last-child{margin:14px 0 0}
.find{display:flex;flex-wrap:wrap;gap:10px;max-width:720px}
.find .input{flex:1 1 260px;max-width:none;min-width:0}
.band{border-radius:var(--r);padding:16px;margin:0 0 20px;background:var(--stop-tint);border:1px solid #efc2be}
.band>div{display:flex;flex-wrap:wrap;gap:4px 20px;align-items:center;margin:0 4px 12px;color:#7d130d}
.band h2{font-size:19px;margin:0;flex:1 1 240px}
.band>div a{color:#7d130d;padding:10px 0}
.band .grid{margin:0}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:12px;margin:0 0 28px}
.figures div{background:var(--paper);border:1px solid var(--line);border-radius:var(--r);padding:16px 20px}
.figures dd{margin:0;font-size:30px;font-weight:700;letter-spacing:-.02em;line-height:1.2;font-variant-numeric:tabular-nums;color:var(--brand)}
.figures dt{color:var(--soft)}
.figures div{display:flex;flex-direction:column-reverse;justify-content:flex-end}
.steps{counter-reset:s;grid-template-columns:repeat(auto-fit,minmax(min(100%,220px),1fr))}
.steps li{counter-increment:s}
.steps h3{margin:0 0 6px;display:flex;align-items:center;gap:12px}
.steps h3:before{content:counter(s);flex:none;width:34px;height:34px;border-radius:50%;background:var(--tint);color:var(--brand);display:grid;place-items:center;font-size:17px}
.goods{display:grid;grid-template-columns:88px minmax(0,1fr);gap:14px;align-items:center;padding:14px!important;position:relative}
.goods.bare{grid-template-columns:minmax(0,1fr)}
.goods img,.goods svg{width:88px;height:88px;border-radius:12px;object-fit:cover;display:block;background:var(--wash)}
.goods h2,.goods h3{margin:0 0 2px;font-size:17px;line-height:1.35;letter-spacing:0}
.goods h2 a,.goods h3 a{color:var(--ink);text-decoration:none}
.goods h2 a:after,.goods h3 a:after{content:"";position:absolute;inset:0;border-radius:var(--r)}
.goods:hover{border-color:var(--brand)}
.goods:hover h2 a,.goods:hover h3 a{text-decoration:underline;color:var(--brand)}
.goods p{margin:0;color:var(--soft);font-size:15px}
.goods .tag{margin-top:6px;white-space:normal;border-radius:14px}
.entry{display:grid;gap:20px;align-items:start}
.entry .pic{width:100%;max-width:300px;aspect-ratio:1;border-radius:var(--r);object-fit:cover;background:var(--paper)}
.recalled{border-left:6px solid var(--stop)!important}
.sample{list-style:none;padding:0}
.sample li{display:grid;grid-template-columns:52px minmax(0,1fr);gap:2px 16px;background:var(--paper);border:1px solid var(--line);border-radius:var(--r);padding:16px 18px;margin:0 0 10px}
.sample i{grid-row:span 2;align-self:start;width:52px;height:52px;padding:8px;border-radius:12px;background:var(--right)}
.sample svg{display:block;width:36px;height:36px}
.sample .wait{background:var(--wait)}.sample .stop{background:var(--stop)}.sample .void{background:var(--void)}.sample .ask{background:#3d4a52}.sample .info{background:var(--tint)}
.sample p{margin:0}
@media(min-width:760px){.hero{padding:44px 44px 38px}.entry{grid-template-columns:300px 1fr;gap:32px}}
@media print{.sample i,.hero{print-color-adjust:exact;-webkit-print-color-adjust:exact}.hero{background:#fff;color:#000;border:2px solid #000}.hero .label,.hero a{color:#000}}`;
