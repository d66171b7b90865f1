-- Terms, steps and schedules of loans are only added to. Frozen with migration 0009_loans.
-- BEFORE INSERT triggers look for existing keys themselves, as in 0002_ledger.

CREATE TRIGGER loan_term_no_update BEFORE UPDATE ON loan_term BEGIN
  SELECT RAISE(ABORT, 'seal: terms never change');
END;

CREATE TRIGGER loan_term_no_delete BEFORE DELETE ON loan_term BEGIN
  SELECT RAISE(ABORT, 'seal: terms never disappear');
END;

CREATE TRIGGER loan_step_no_update BEFORE UPDATE ON loan_step BEGIN
  SELECT RAISE(ABORT, 'seal: a step never changes');
END;

CREATE TRIGGER loan_step_no_delete BEFORE DELETE ON loan_step BEGIN
  SELECT RAISE(ABORT, 'seal: a step never disappears');
END;

CREATE TRIGGER loan_schedule_no_update BEFORE UPDATE ON loan_schedule BEGIN
  SELECT RAISE(ABORT, 'seal: a schedule never changes');
END;

CREATE TRIGGER loan_schedule_no_delete BEFORE DELETE ON loan_schedule BEGIN
  SELECT RAISE(ABORT, 'seal: a schedule never disappears');
END;

CREATE TRIGGER loan_instalment_no_update BEFORE UPDATE ON loan_instalment BEGIN
  SELECT RAISE(ABORT, 'seal: an instalment never changes');
END;

CREATE TRIGGER loan_instalment_no_delete BEFORE DELETE ON loan_instalment BEGIN
  SELECT RAISE(ABORT, 'seal: an instalment never disappears');
END;

CREATE TRIGGER loan_term_unused BEFORE INSERT ON loan_term BEGIN
  SELECT RAISE(ABORT, 'seal: terms exist') FROM loan_term WHERE id = NEW.id;
END;

CREATE TRIGGER loan_step_unused BEFORE INSERT ON loan_step BEGIN
  SELECT RAISE(ABORT, 'seal: step exists') FROM loan_step WHERE id = NEW.id;
END;

CREATE TRIGGER loan_schedule_next BEFORE INSERT ON loan_schedule BEGIN
  SELECT RAISE(ABORT, 'seal: schedule exists') FROM loan_schedule WHERE id = NEW.id;
  SELECT RAISE(ABORT, 'seal: version')
    WHERE NEW.version <> 1 + coalesce((SELECT max(version) FROM loan_schedule
      WHERE loan_id = NEW.loan_id), 0);
END;

CREATE TRIGGER loan_instalment_next BEFORE INSERT ON loan_instalment BEGIN
  SELECT RAISE(ABORT, 'seal: instalment number')
    WHERE NEW.number <> 1 + coalesce((SELECT max(number) FROM loan_instalment
      WHERE schedule_id = NEW.schedule_id), 0);
  SELECT RAISE(ABORT, 'seal: late instalment')
    WHERE NEW.number > (SELECT instalments FROM loan_schedule WHERE id = NEW.schedule_id);
END;
