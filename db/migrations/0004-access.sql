-- Sign-in: recovery codes, one-time passwords, devices of sessions; the audit trail only grows.

-- A person without the phone signs in with one of these, once. SHA-256 of the code; the codes are random, not chosen.
create table recovery_codes (
  user_id integer not null references users (id),
  code_hash bytea not null,
  created_at timestamptz not null,
  used_at timestamptz,
  constraint recovery_codes_pkey primary key (user_id, code_hash)
);

-- A password given by somebody else: its holder must choose another before anything else.
alter table users add column password_is_temporary boolean not null default false;

-- What people recognise a session by in their list, e.g. "Chrome, Android"; cut to 80 characters.
alter table sessions add column device text not null default '';

create function refuse_change_of_audit_entries() returns trigger language plpgsql as $$
begin
  raise exception 'audit_entries only grows' using errcode = 'integrity_constraint_violation';
end $$;
create trigger audit_entries_only_grow before update or delete on audit_entries
  for each row execute function refuse_change_of_audit_entries();
create trigger audit_entries_never_truncated before truncate on audit_entries
  for each statement execute function refuse_change_of_audit_entries();
