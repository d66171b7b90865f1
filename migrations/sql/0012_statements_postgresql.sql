-- Statements to members, their answers and replies are only added to. Frozen with migration 0012_statements.

CREATE FUNCTION member_statement_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a statement never changes';
END $seal$;
CREATE TRIGGER member_statement_no_update BEFORE UPDATE ON member_statement FOR EACH ROW EXECUTE FUNCTION member_statement_no_update();
ALTER TABLE member_statement ENABLE ALWAYS TRIGGER member_statement_no_update;

CREATE FUNCTION member_statement_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a statement never disappears';
END $seal$;
CREATE TRIGGER member_statement_no_delete BEFORE DELETE ON member_statement FOR EACH ROW EXECUTE FUNCTION member_statement_no_delete();
ALTER TABLE member_statement ENABLE ALWAYS TRIGGER member_statement_no_delete;

CREATE FUNCTION member_statement_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a statement never disappears';
END $seal$;
CREATE TRIGGER member_statement_no_truncate BEFORE TRUNCATE ON member_statement FOR EACH STATEMENT EXECUTE FUNCTION member_statement_no_truncate();
ALTER TABLE member_statement ENABLE ALWAYS TRIGGER member_statement_no_truncate;

CREATE FUNCTION statement_answer_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: an answer never changes';
END $seal$;
CREATE TRIGGER statement_answer_no_update BEFORE UPDATE ON statement_answer FOR EACH ROW EXECUTE FUNCTION statement_answer_no_update();
ALTER TABLE statement_answer ENABLE ALWAYS TRIGGER statement_answer_no_update;

CREATE FUNCTION statement_answer_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: an answer never disappears';
END $seal$;
CREATE TRIGGER statement_answer_no_delete BEFORE DELETE ON statement_answer FOR EACH ROW EXECUTE FUNCTION statement_answer_no_delete();
ALTER TABLE statement_answer ENABLE ALWAYS TRIGGER statement_answer_no_delete;

CREATE FUNCTION statement_answer_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: an answer never disappears';
END $seal$;
CREATE TRIGGER statement_answer_no_truncate BEFORE TRUNCATE ON statement_answer FOR EACH STATEMENT EXECUTE FUNCTION statement_answer_no_truncate();
ALTER TABLE statement_answer ENABLE ALWAYS TRIGGER statement_answer_no_truncate;

CREATE FUNCTION statement_reply_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a reply never changes';
END $seal$;
CREATE TRIGGER statement_reply_no_update BEFORE UPDATE ON statement_reply FOR EACH ROW EXECUTE FUNCTION statement_reply_no_update();
ALTER TABLE statement_reply ENABLE ALWAYS TRIGGER statement_reply_no_update;

CREATE FUNCTION statement_reply_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a reply never disappears';
END $seal$;
CREATE TRIGGER statement_reply_no_delete BEFORE DELETE ON statement_reply FOR EACH ROW EXECUTE FUNCTION statement_reply_no_delete();
ALTER TABLE statement_reply ENABLE ALWAYS TRIGGER statement_reply_no_delete;

CREATE FUNCTION statement_reply_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a reply never disappears';
END $seal$;
CREATE TRIGGER statement_reply_no_truncate BEFORE TRUNCATE ON statement_reply FOR EACH STATEMENT EXECUTE FUNCTION statement_reply_no_truncate();
ALTER TABLE statement_reply ENABLE ALWAYS TRIGGER statement_reply_no_truncate;
