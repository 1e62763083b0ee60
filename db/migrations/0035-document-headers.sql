-- What a captured document says of itself (sender, receiver, numbers, the Standard Business Document Header, members of its own):
-- an EPCIS document in JSON without events and master data, as text, so that order and numbers stay as sent. Null where there was
-- no document, where it could not be read, or where this is longer than app/capture/document-header.ts takes. Written by app/capture.
alter table captures add column document_header text;
