-- Statements to members, their answers and replies are only added to. Frozen with migration 0012_statements.
-- BEFORE INSERT triggers look for existing keys themselves, as in 0002_ledger.

CREATE TRIGGER member_statement_no_update BEFORE UPDATE ON member_statement BEGIN
  SELECT RAISE(ABORT, 'seal: a statement never changes');
END;

CREATE TRIGGER member_statement_no_delete BEFORE DELETE ON member_statement BEGIN
  SELECT RAISE(ABORT, 'seal: a statement never disappears');
END;

CREATE TRIGGER member_statement_unused BEFORE INSERT ON member_statement BEGIN
  SELECT RAISE(ABORT, 'seal: a statement exists') FROM member_statement WHERE id = NEW.id;
  SELECT RAISE(ABORT, 'seal: a statement exists') FROM member_statement WHERE cooperative_id = NEW.cooperative_id AND member_id = NEW.member_id AND month = NEW.month AND edition = NEW.edition;
END;

CREATE TRIGGER statement_answer_no_update BEFORE UPDATE ON statement_answer BEGIN
  SELECT RAISE(ABORT, 'seal: an answer never changes');
END;

CREATE TRIGGER statement_answer_no_delete BEFORE DELETE ON statement_answer BEGIN
  SELECT RAISE(ABORT, 'seal: an answer never disappears');
END;

CREATE TRIGGER statement_answer_unused BEFORE INSERT ON statement_answer BEGIN
  SELECT RAISE(ABORT, 'seal: an answer exists') FROM statement_answer WHERE id = NEW.id;
  SELECT RAISE(ABORT, 'seal: an answer exists') FROM statement_answer WHERE statement_id = NEW.statement_id AND n = NEW.n;
END;

CREATE TRIGGER statement_reply_no_update BEFORE UPDATE ON statement_reply BEGIN
  SELECT RAISE(ABORT, 'seal: a reply never changes');
END;

CREATE TRIGGER statement_reply_no_delete BEFORE DELETE ON statement_reply BEGIN
  SELECT RAISE(ABORT, 'seal: a reply never disappears');
END;

CREATE TRIGGER statement_reply_unused BEFORE INSERT ON statement_reply BEGIN
  SELECT RAISE(ABORT, 'seal: a reply exists') FROM statement_reply WHERE answer_id = NEW.answer_id;
END;
