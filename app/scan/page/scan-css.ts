// The whole look of the scan page, sent inside it: one request, no font, no script.
import { focusCss, tokenCss } from '../../ui/base-css.ts';

const frame = `*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--wash);color:var(--ink);font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
main,.in,footer{max-width:680px;margin:0 auto;padding:0 16px}
a{color:var(--brand);text-underline-offset:3px}
p{margin:0}
.skip{position:absolute;left:8px;top:0;transform:translateY(-101%);background:#fff;padding:12px}
.skip:focus{top:8px;transform:none}
header{background:var(--paper);border-bottom:1px solid var(--line)}
.in{display:flex;flex-wrap:wrap;align-items:center;gap:0 10px;min-height:62px}
.who{display:flex;align-items:center;gap:10px;min-height:48px;color:var(--ink);text-decoration:none;line-height:1.25;font-size:14px}
.who svg{width:34px;height:34px;flex:none}
.who b{display:block;font-size:16px}
.who i{font-style:normal;color:var(--soft)}
.lang{margin-left:auto;display:flex}
.lang a{padding:11px 8px;min-width:46px;min-height:46px;text-align:center;font-size:16px;white-space:nowrap}
footer{color:var(--soft);font-size:15px;padding-top:8px;padding-bottom:44px}
footer p{margin:0 0 10px}`;

const verdict = `.v{margin:14px 0 0;padding:18px;border-radius:var(--r);color:#fff;background:var(--right);display:grid;grid-template-columns:46px minmax(0,1fr);gap:6px 14px;align-items:start}
.v svg{width:46px;height:46px;grid-row:span 2}
.v h1{font-size:23px;line-height:1.25;margin:0;letter-spacing:-.01em;align-self:center;min-height:46px;display:flex;align-items:center;text-wrap:balance;overflow-wrap:anywhere}
.v div{grid-column:2}
.v p+p{margin-top:8px}
.v .next{font-weight:600}
.stop{background:var(--stop)}.void{background:var(--void)}.wait{background:var(--wait)}.ask{background:#3d4a52}
.info{background:var(--tint);color:var(--ink);border:1px solid #bcd5cb}
.warn{list-style:none;margin:10px 0 0;padding:0}
.warn li{background:var(--wait-tint,#faf1dc);border-left:5px solid var(--wait);border-radius:0 10px 10px 0;padding:12px 16px;margin:8px 0 0}
.warn .back{background:var(--paper);border-color:var(--void)}`;

const cards = `.card{background:var(--paper);border:1px solid var(--line);border-radius:var(--r);margin:12px 0;padding:18px}
.top{display:grid;grid-template-columns:104px minmax(0,1fr);gap:16px;align-items:center}
.top img,.top svg{display:block;width:104px;height:104px;border-radius:12px;object-fit:cover;background:var(--wash)}
h2{font-size:22px;line-height:1.3;margin:0 0 2px;letter-spacing:-.01em}
h3{font-size:18px;margin:0 0 10px}
.soft,dt{color:var(--soft)}
dl{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:12px 16px;margin:16px 0 0}
dt{font-size:15px}
dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
dd small{display:block;font-weight:400;font-size:15px;color:var(--soft)}
.wide{grid-column:1/-1}
.by{list-style:none;margin:0;padding:0}
.by li{display:grid;grid-template-columns:24px minmax(0,1fr);gap:2px 12px;padding:12px 0;border-top:1px solid var(--line)}
.by li:first-child{border:0;padding-top:0}
.by li:last-child{padding-bottom:0}
.by svg{width:24px;height:24px;margin-top:1px}
.by b{line-height:1.4}
.by span{grid-column:2;color:var(--soft);font-size:16px}
.by em{grid-column:2;justify-self:start;font-style:normal;font-size:14px;font-weight:600;border-radius:99px;padding:2px 11px;margin-top:4px;background:var(--tint);color:var(--brand)}
.by .own{color:#5b4d1f;background:#f3eee0}
.by mark{display:inline-block;border-radius:6px;padding:0 8px;margin-right:2px;background:var(--right);color:#fff}
.by .failed{background:var(--stop)}`;

const folds = `details.card{padding:0}
summary{cursor:pointer;list-style:none;padding:16px 18px;display:flex;justify-content:space-between;gap:12px;align-items:center;font-weight:600;min-height:60px}
summary::-webkit-details-marker{display:none}
summary:after{content:"";width:9px;height:9px;border-right:2px solid var(--soft);border-bottom:2px solid var(--soft);transform:rotate(45deg);flex:none;margin-right:4px}
[open]>summary:after{transform:rotate(-135deg)}
summary small{display:block;font-weight:400;color:var(--soft);font-size:15px}
.fold{padding:0 18px 18px}
.way{list-style:none;margin:0;padding:0}
.way li{position:relative;padding:0 0 18px 30px}
.way li:before{content:"";position:absolute;left:4px;top:9px;width:11px;height:11px;border-radius:50%;background:var(--brand);box-shadow:0 0 0 4px var(--tint)}
.way li:after{content:"";position:absolute;left:9px;top:25px;bottom:-4px;width:2px;background:var(--line)}
.way li:last-child:after{display:none}
.way time{font-size:15px;color:var(--soft);display:block;font-variant-numeric:tabular-nums}
.way b{display:block;line-height:1.4}
.way small{display:block;color:var(--soft);font-size:15px}
.way .gap b,.way .late{color:var(--wait)}
.way .gap:before{background:#fff;border:3px dashed var(--wait);box-shadow:none;width:15px;height:15px;left:2px;top:6px}
.act{display:grid;gap:10px;grid-template-columns:repeat(2,minmax(0,1fr));margin:14px 0}
.btn{display:grid;place-items:center;min-height:54px;text-align:center;border-radius:12px;border:1.5px solid var(--brand);color:var(--brand);background:var(--paper);font:inherit;font-weight:600;text-decoration:none;padding:8px 14px;cursor:pointer}
.main{background:var(--brand);color:#fff}
form{margin:16px 0 0}
label{font-weight:600;display:block;margin:0 0 4px}
.line{display:flex;gap:10px}
input{flex:1;min-width:0;min-height:54px;padding:8px 14px;font:inherit;border:1.5px solid #6d7b75;border-radius:12px}`;

const wide = `@media(min-width:720px){body{font-size:18px}.v{padding:26px 28px}.v h1{font-size:29px}.card{padding:26px 28px}details.card{padding:0}summary{padding:20px 28px}.fold{padding:0 28px 24px}dl{grid-template-columns:repeat(3,1fr)}.top{grid-template-columns:132px 1fr}.top img,.top svg{width:132px;height:132px}}
@media(max-width:359px){.who b{white-space:normal}.who{min-width:0}.lang a{padding:11px 4px;min-width:44px}.top{grid-template-columns:80px 1fr}.top img,.top svg{width:80px;height:80px}}
@media print{body{background:#fff;font-size:11pt}.act,.lang,form,.skip{display:none}.card,.v,li{break-inside:avoid}.v{color:#000;background:#fff!important;border:2px solid #000}.v svg{filter:invert(1)}.by mark{color:inherit;background:none;border:1.5px solid}details>*{display:block}details::details-content{content-visibility:visible;display:block;height:auto}summary:after{display:none!important}}`;

export const scanCss = [tokenCss, frame, focusCss, verdict, cards, folds, wide].join('').replace(/\n/g, '');
