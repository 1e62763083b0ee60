// What the workspace and the console add: Be Vietnam Pro, the brand bar, tabs, denser tables.
import { fontFaceCss } from './fonts/work-fonts.ts';

export const workCss = `${fontFaceCss}
body{font-family:"Be Vietnam Pro",system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-size:16px}
.work-top{background:var(--brand);color:#fff}
.work-top .in{display:flex;flex-wrap:wrap;align-items:center;gap:2px 18px;min-height:60px}
.work-top a,.work-top button{color:#fff}
.work-top a.name{font-weight:700;font-size:17px;text-decoration:none;padding:10px 0}
.figure-links{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(136px,1fr));gap:12px;margin:20px 0 24px;padding:0}
.figure-links a{height:100%;display:flex;flex-direction:column;justify-content:space-between;gap:4px;background:var(--paper);border:1px solid var(--line);border-radius:var(--r);padding:14px 18px;text-decoration:none;color:var(--soft)}
.figure-links a:hover{border-color:var(--brand)}
.figure-links a:hover span{text-decoration:underline}
.figure-links b{font-size:30px;line-height:1.2;color:var(--brand)}
.work-top .org{opacity:.9}
.work-top .side{margin-left:auto;display:flex;gap:6px;align-items:center}
.work-top .side a,.work-top .side button{display:inline-block;padding:10px 8px;min-height:44px;background:none;border:0;font:inherit;cursor:pointer;text-decoration:underline;text-underline-offset:3px}
.work-top :focus-visible{outline-color:#ffd35c;box-shadow:0 0 0 2px #17211d}`;
