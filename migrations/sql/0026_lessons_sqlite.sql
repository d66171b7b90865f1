-- What is over stays as it was. Frozen with migration 0026_lessons.

CREATE TRIGGER lesson_request_again BEFORE INSERT ON lesson_request WHEN EXISTS (SELECT 1 FROM lesson_request WHERE request_id = NEW.request_id AND cooperative_id = NEW.cooperative_id)
BEGIN
  SELECT RAISE(ABORT, 'lesson_request: append only');
END;
CREATE TRIGGER lesson_request_update BEFORE UPDATE ON lesson_request
BEGIN
  SELECT RAISE(ABORT, 'lesson_request: append only');
END;
CREATE TRIGGER lesson_request_delete BEFORE DELETE ON lesson_request
BEGIN
  SELECT RAISE(ABORT, 'lesson_request: append only');
END;

CREATE TRIGGER knowledge_correction_again BEFORE INSERT ON knowledge_correction WHEN EXISTS (SELECT 1 FROM knowledge_correction WHERE id = NEW.id OR (request_id = NEW.request_id AND cooperative_id = NEW.cooperative_id))
BEGIN
  SELECT RAISE(ABORT, 'knowledge_correction: append only');
END;
CREATE TRIGGER knowledge_correction_update BEFORE UPDATE ON knowledge_correction
BEGIN
  SELECT RAISE(ABORT, 'knowledge_correction: append only');
END;
CREATE TRIGGER knowledge_correction_delete BEFORE DELETE ON knowledge_correction
BEGIN
  SELECT RAISE(ABORT, 'knowledge_correction: append only');
END;

CREATE TRIGGER promise_follow_up_again BEFORE INSERT ON promise_follow_up WHEN EXISTS (SELECT 1 FROM promise_follow_up WHERE id = NEW.id OR (request_id = NEW.request_id AND cooperative_id = NEW.cooperative_id))
BEGIN
  SELECT RAISE(ABORT, 'promise_follow_up: append only');
END;
CREATE TRIGGER promise_follow_up_update BEFORE UPDATE ON promise_follow_up
BEGIN
  SELECT RAISE(ABORT, 'promise_follow_up: append only');
END;
CREATE TRIGGER promise_follow_up_delete BEFORE DELETE ON promise_follow_up
BEGIN
  SELECT RAISE(ABORT, 'promise_follow_up: append only');
END;

CREATE TRIGGER lesson_answer_closed_insert BEFORE INSERT ON lesson_answer
WHEN EXISTS (SELECT 1 FROM lesson_round WHERE id = NEW.round_id AND closed_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'lesson_answer: the round is closed');
END;

CREATE TRIGGER lesson_answer_closed_update BEFORE UPDATE ON lesson_answer
WHEN EXISTS (SELECT 1 FROM lesson_round WHERE id = OLD.round_id AND closed_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'lesson_answer: the round is closed');
END;

CREATE TRIGGER lesson_answer_closed_update_to BEFORE UPDATE ON lesson_answer
WHEN EXISTS (SELECT 1 FROM lesson_round WHERE id = NEW.round_id AND closed_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'lesson_answer: the round is closed');
END;

CREATE TRIGGER lesson_answer_closed_delete BEFORE DELETE ON lesson_answer
WHEN EXISTS (SELECT 1 FROM lesson_round WHERE id = OLD.round_id AND closed_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'lesson_answer: the round is closed');
END;

CREATE TRIGGER lesson_hands_closed_insert BEFORE INSERT ON lesson_hands
WHEN EXISTS (SELECT 1 FROM lesson_round WHERE id = NEW.round_id AND closed_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'lesson_hands: the round is closed');
END;

CREATE TRIGGER lesson_hands_closed_update BEFORE UPDATE ON lesson_hands
WHEN EXISTS (SELECT 1 FROM lesson_round WHERE id = OLD.round_id AND closed_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'lesson_hands: the round is closed');
END;

CREATE TRIGGER lesson_hands_closed_update_to BEFORE UPDATE ON lesson_hands
WHEN EXISTS (SELECT 1 FROM lesson_round WHERE id = NEW.round_id AND closed_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'lesson_hands: the round is closed');
END;

CREATE TRIGGER lesson_hands_closed_delete BEFORE DELETE ON lesson_hands
WHEN EXISTS (SELECT 1 FROM lesson_round WHERE id = OLD.round_id AND closed_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'lesson_hands: the round is closed');
END;

CREATE TRIGGER lesson_round_over BEFORE UPDATE ON lesson_round WHEN OLD.closed_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'lesson_round: it is closed');
END;
CREATE TRIGGER lesson_round_delete BEFORE DELETE ON lesson_round
BEGIN
  SELECT RAISE(ABORT, 'lesson_round: never disappears');
END;

CREATE TRIGGER knowledge_phase_over BEFORE UPDATE ON knowledge_phase WHEN OLD.closed_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'knowledge_phase: it is closed');
END;
CREATE TRIGGER knowledge_phase_delete BEFORE DELETE ON knowledge_phase
BEGIN
  SELECT RAISE(ABORT, 'knowledge_phase: never disappears');
END;

CREATE TRIGGER lesson_round_again BEFORE INSERT ON lesson_round
WHEN EXISTS (SELECT 1 FROM lesson_round WHERE id = NEW.id
  OR (session_id = NEW.session_id AND exercise = NEW.exercise AND number = NEW.number))
BEGIN
  SELECT RAISE(ABORT, 'lesson_round: exists');
END;

CREATE TRIGGER knowledge_phase_again BEFORE INSERT ON knowledge_phase
WHEN EXISTS (SELECT 1 FROM knowledge_phase WHERE session_id = NEW.session_id AND phase = NEW.phase)
BEGIN
  SELECT RAISE(ABORT, 'knowledge_phase: exists');
END;

CREATE TRIGGER knowledge_answer_closed_insert BEFORE INSERT ON knowledge_answer
WHEN EXISTS (SELECT 1 FROM knowledge_sitting AS sitting
  JOIN knowledge_phase AS phase ON phase.session_id = sitting.session_id AND phase.phase = sitting.phase
  WHERE sitting.id = NEW.sitting_id AND phase.closed_at IS NOT NULL)
AND NOT EXISTS (SELECT 1 FROM knowledge_correction
  WHERE sitting_id = NEW.sitting_id AND item = NEW.item AND choice = NEW.choice)
BEGIN
  SELECT RAISE(ABORT, 'knowledge_answer: the test is closed');
END;

CREATE TRIGGER knowledge_answer_closed_update BEFORE UPDATE ON knowledge_answer
WHEN EXISTS (SELECT 1 FROM knowledge_sitting AS sitting
  JOIN knowledge_phase AS phase ON phase.session_id = sitting.session_id AND phase.phase = sitting.phase
  WHERE sitting.id = NEW.sitting_id AND phase.closed_at IS NOT NULL)
AND NOT EXISTS (SELECT 1 FROM knowledge_correction
  WHERE sitting_id = NEW.sitting_id AND item = NEW.item AND choice = NEW.choice)
BEGIN
  SELECT RAISE(ABORT, 'knowledge_answer: the test is closed');
END;

CREATE TRIGGER knowledge_answer_stays BEFORE UPDATE ON knowledge_answer
WHEN NEW.sitting_id <> OLD.sitting_id OR NEW.item <> OLD.item
BEGIN
  SELECT RAISE(ABORT, 'knowledge_answer: belongs to its sitting');
END;

CREATE TRIGGER knowledge_answer_delete BEFORE DELETE ON knowledge_answer
BEGIN
  SELECT RAISE(ABORT, 'knowledge_answer: never disappears');
END;

CREATE TRIGGER knowledge_sitting_update BEFORE UPDATE ON knowledge_sitting
BEGIN
  SELECT RAISE(ABORT, 'knowledge_sitting: never changes');
END;

CREATE TRIGGER knowledge_sitting_delete BEFORE DELETE ON knowledge_sitting
BEGIN
  SELECT RAISE(ABORT, 'knowledge_sitting: never disappears');
END;

CREATE TRIGGER certificate_again BEFORE INSERT ON certificate
WHEN EXISTS (SELECT 1 FROM certificate WHERE id = NEW.id OR code = NEW.code
  OR (cooperative_id = NEW.cooperative_id AND year = NEW.year AND number = NEW.number))
BEGIN
  SELECT RAISE(ABORT, 'certificate: exists');
END;

CREATE TRIGGER certificate_fixed BEFORE UPDATE OF id, cooperative_id, session_id, participant_id, year, number, code, minutes, issued_on, issued_by, issued_at ON certificate
BEGIN
  SELECT RAISE(ABORT, 'certificate: never changes');
END;

CREATE TRIGGER certificate_withdrawn BEFORE UPDATE ON certificate WHEN OLD.withdrawn_on IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'certificate: it is withdrawn');
END;

CREATE TRIGGER certificate_delete BEFORE DELETE ON certificate
BEGIN
  SELECT RAISE(ABORT, 'certificate: never disappears');
END;

CREATE TRIGGER certificate_series_back BEFORE UPDATE ON certificate_series WHEN NEW.last < OLD.last
BEGIN
  SELECT RAISE(ABORT, 'certificate_series: numbers only grow');
END;

CREATE TRIGGER certificate_series_delete BEFORE DELETE ON certificate_series
BEGIN
  SELECT RAISE(ABORT, 'certificate_series: never disappears');
END;
