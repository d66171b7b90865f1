-- A closed session stays as it was; corrections are rows of their own.
CREATE TRIGGER attendance_correction_insert BEFORE INSERT ON attendance_correction WHEN EXISTS (SELECT 1 FROM attendance_correction WHERE id = NEW.id) 
BEGIN
  SELECT RAISE(ABORT, 'attendance_correction: append only');
END;
CREATE TRIGGER attendance_correction_update BEFORE UPDATE ON attendance_correction 
BEGIN
  SELECT RAISE(ABORT, 'attendance_correction: append only');
END;
CREATE TRIGGER attendance_correction_delete BEFORE DELETE ON attendance_correction 
BEGIN
  SELECT RAISE(ABORT, 'attendance_correction: append only');
END;

CREATE TRIGGER session_act_insert BEFORE INSERT ON session_act WHEN EXISTS (SELECT 1 FROM session_act WHERE id = NEW.id) 
BEGIN
  SELECT RAISE(ABORT, 'session_act: append only');
END;
CREATE TRIGGER session_act_update BEFORE UPDATE ON session_act 
BEGIN
  SELECT RAISE(ABORT, 'session_act: append only');
END;
CREATE TRIGGER session_act_delete BEFORE DELETE ON session_act 
BEGIN
  SELECT RAISE(ABORT, 'session_act: append only');
END;

CREATE TRIGGER attendance_closed_insert BEFORE INSERT ON attendance
WHEN EXISTS (SELECT 1 FROM training_session WHERE id = NEW.session_id AND state IN ('closed', 'cancelled'))
BEGIN
  SELECT RAISE(ABORT, 'attendance: the session is over');
END;

CREATE TRIGGER attendance_closed_update BEFORE UPDATE ON attendance
WHEN EXISTS (SELECT 1 FROM training_session WHERE id = OLD.session_id AND state IN ('closed', 'cancelled')) OR EXISTS (SELECT 1 FROM training_session WHERE id = NEW.session_id AND state IN ('closed', 'cancelled'))
BEGIN
  SELECT RAISE(ABORT, 'attendance: the session is over');
END;

CREATE TRIGGER attendance_closed_delete BEFORE DELETE ON attendance
WHEN EXISTS (SELECT 1 FROM training_session WHERE id = OLD.session_id AND state IN ('closed', 'cancelled'))
BEGIN
  SELECT RAISE(ABORT, 'attendance: the session is over');
END;

CREATE TRIGGER training_session_over BEFORE UPDATE ON training_session
WHEN OLD.state IN ('closed', 'cancelled')
BEGIN
  SELECT RAISE(ABORT, 'training_session: it is over');
END;

CREATE TRIGGER training_session_again BEFORE INSERT ON training_session
WHEN EXISTS (SELECT 1 FROM training_session WHERE id = NEW.id OR join_code = NEW.join_code)
BEGIN
  SELECT RAISE(ABORT, 'training_session: exists');
END;

CREATE TRIGGER training_session_delete BEFORE DELETE ON training_session
BEGIN
  SELECT RAISE(ABORT, 'training_session: never disappears');
END;

CREATE TRIGGER participant_delete BEFORE DELETE ON participant
BEGIN
  SELECT RAISE(ABORT, 'participant: names go, rows stay');
END;

CREATE TRIGGER participant_withdrawn BEFORE UPDATE ON participant
WHEN OLD.withdrawn_on IS NOT NULL AND (NEW.name <> '' OR NEW.withdrawn_on IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'participant: withdrawn');
END;
