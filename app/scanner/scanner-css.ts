// The look of the scanner: viewfinder, tools beneath it, list of answers.

export const scannerCss = `.scan{margin:20px 0 28px}
.scan[hidden],.scan [hidden]{display:none!important}
.scan .start{display:flex;flex-wrap:wrap;gap:12px;margin:0 0 8px}
.scan .start .btn{flex:1 1 250px;min-height:64px;font-size:19px}
.scan .pick{position:relative}
.scan .pick input{position:absolute;inset:0;width:100%;height:100%;opacity:0;cursor:pointer;font-size:0}
.scan .pick:focus-within{outline:3px solid #17211d;outline-offset:2px;box-shadow:0 0 0 2px #ffd35c}
.scan .choice small{display:block;color:var(--soft);font-size:15px}
.view{position:relative;background:#101614;border-radius:var(--r);overflow:hidden;max-width:640px;margin:0 auto 12px}
.view video{display:block;width:100%;height:min(58vh,480px);object-fit:cover}
.view.low video{height:min(38vh,360px)}
.scan>[data-screen]{margin-top:10px}
.scan .row>.choice{margin-right:14px}
.view:after{content:"";position:absolute;inset:14% 16%;border:3px solid #fff;border-radius:18px;box-shadow:0 0 0 99em #0006;pointer-events:none}
.say{max-width:640px;margin:0 auto 12px;text-align:center;min-height:1.6em}
.say:empty{min-height:0;margin:0}
.tools{display:flex;flex-wrap:wrap;gap:10px;justify-content:center;align-items:center;margin:0 auto 16px;max-width:640px}
.tools .btn{padding:8px 18px}
.tools label{display:flex;align-items:center;gap:10px;min-height:48px}
.tools input[type=range]{width:150px;height:44px;accent-color:var(--brand)}
.tools input[type=checkbox]{width:26px;height:26px;accent-color:var(--brand)}
.help{background:var(--paper);border:1px solid var(--line);border-left:6px solid var(--wait);border-radius:var(--r);padding:18px 20px;margin:0 0 16px;outline:none}
.help h2,.help h3{margin:0 0 8px}
.help h3{font-size:17px;margin-top:14px}
.help code{display:block;overflow-wrap:anywhere;background:var(--wash);border-radius:10px;padding:12px;font:16px/1.5 ui-monospace,monospace;margin:0 0 12px;white-space:pre-wrap}
.help .row{margin-top:12px}
.found{list-style:none;padding:0;margin:0}
.found a,.found button{display:block;width:100%;text-align:left;min-height:52px;padding:12px 16px;margin:0 0 8px;font:inherit;color:var(--brand);background:var(--paper);border:1.5px solid var(--edge);border-radius:12px;cursor:pointer;overflow-wrap:anywhere;text-decoration:none}
.tally{display:flex;flex-wrap:wrap;gap:8px;list-style:none;padding:0;margin:0 0 12px}
.list{list-style:none;padding:0;margin:0 0 16px}
.list li{display:grid;grid-template-columns:52px minmax(0,1fr);gap:0 14px;position:relative;background:var(--paper);border:1px solid var(--line);border-radius:var(--r);padding:12px 14px;margin:0 0 8px}
.list i{width:52px;height:52px;padding:8px;border-radius:12px;background:var(--right);grid-row:span 3;display:block}
.list svg{display:block;width:36px;height:36px}
.list .wait{background:var(--wait)}.list .stop{background:var(--stop)}.list .void,.list .cloud{background:var(--void)}.list .ask,.list .other{background:#3d4a52}.list .info{background:var(--tint)}
.list b{display:block}
.list p{margin:0;color:var(--soft);font-size:15px;overflow-wrap:anywhere}
.list a:after{content:"";position:absolute;inset:0;border-radius:var(--r)}
.list li:has(i.stop){border-color:var(--stop)}
@media(max-width:420px){.tools .btn{flex:1 1 40%}}
@media print{.view,.tools,.start,.say{display:none}}`;
