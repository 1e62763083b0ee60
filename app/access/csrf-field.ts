// The name of the hidden field that carries a form's token; pages and the check share it.
export const csrfField = '_csrf';
