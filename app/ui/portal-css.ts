// What the portal's own pages add to the components: search box, home, lists of products, recalls.

export const portalCss = ``;
