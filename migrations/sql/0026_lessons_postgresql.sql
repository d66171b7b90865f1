-- What is over stays as it was. Frozen with migration 0026_lessons.

CREATE FUNCTION lessons_keep() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION '%: append only', TG_TABLE_NAME;
END $seal$;

CREATE TRIGGER lesson_request_keep BEFORE UPDATE OR DELETE ON lesson_request FOR EACH ROW EXECUTE FUNCTION lessons_keep();
ALTER TABLE lesson_request ENABLE ALWAYS TRIGGER lesson_request_keep;
CREATE TRIGGER lesson_request_truncate BEFORE TRUNCATE ON lesson_request FOR EACH STATEMENT EXECUTE FUNCTION lessons_keep();
ALTER TABLE lesson_request ENABLE ALWAYS TRIGGER lesson_request_truncate;

CREATE TRIGGER knowledge_correction_keep BEFORE UPDATE OR DELETE ON knowledge_correction FOR EACH ROW EXECUTE FUNCTION lessons_keep();
ALTER TABLE knowledge_correction ENABLE ALWAYS TRIGGER knowledge_correction_keep;
CREATE TRIGGER knowledge_correction_truncate BEFORE TRUNCATE ON knowledge_correction FOR EACH STATEMENT EXECUTE FUNCTION lessons_keep();
ALTER TABLE knowledge_correction ENABLE ALWAYS TRIGGER knowledge_correction_truncate;

CREATE TRIGGER promise_follow_up_keep BEFORE UPDATE OR DELETE ON promise_follow_up FOR EACH ROW EXECUTE FUNCTION lessons_keep();
ALTER TABLE promise_follow_up ENABLE ALWAYS TRIGGER promise_follow_up_keep;
CREATE TRIGGER promise_follow_up_truncate BEFORE TRUNCATE ON promise_follow_up FOR EACH STATEMENT EXECUTE FUNCTION lessons_keep();
ALTER TABLE promise_follow_up ENABLE ALWAYS TRIGGER promise_follow_up_truncate;

CREATE FUNCTION lesson_round_closed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF TG_OP <> 'INSERT' AND EXISTS (
    SELECT 1 FROM lesson_round WHERE id = OLD.round_id AND closed_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION '%: the round is closed', TG_TABLE_NAME;
  END IF;
  IF TG_OP <> 'DELETE' AND EXISTS (
    SELECT 1 FROM lesson_round WHERE id = NEW.round_id AND closed_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION '%: the round is closed', TG_TABLE_NAME;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER lesson_answer_closed BEFORE INSERT OR UPDATE OR DELETE ON lesson_answer FOR EACH ROW EXECUTE FUNCTION lesson_round_closed();
ALTER TABLE lesson_answer ENABLE ALWAYS TRIGGER lesson_answer_closed;
CREATE TRIGGER lesson_answer_truncate BEFORE TRUNCATE ON lesson_answer FOR EACH STATEMENT EXECUTE FUNCTION lessons_keep();
ALTER TABLE lesson_answer ENABLE ALWAYS TRIGGER lesson_answer_truncate;
CREATE TRIGGER lesson_hands_closed BEFORE INSERT OR UPDATE OR DELETE ON lesson_hands FOR EACH ROW EXECUTE FUNCTION lesson_round_closed();
ALTER TABLE lesson_hands ENABLE ALWAYS TRIGGER lesson_hands_closed;
CREATE TRIGGER lesson_hands_truncate BEFORE TRUNCATE ON lesson_hands FOR EACH STATEMENT EXECUTE FUNCTION lessons_keep();
ALTER TABLE lesson_hands ENABLE ALWAYS TRIGGER lesson_hands_truncate;

CREATE FUNCTION lessons_over() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF OLD.closed_at IS NOT NULL THEN
    RAISE EXCEPTION '%: it is closed', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER lesson_round_over BEFORE UPDATE ON lesson_round FOR EACH ROW EXECUTE FUNCTION lessons_over();
ALTER TABLE lesson_round ENABLE ALWAYS TRIGGER lesson_round_over;
CREATE TRIGGER lesson_round_delete BEFORE DELETE ON lesson_round FOR EACH ROW EXECUTE FUNCTION lessons_keep();
ALTER TABLE lesson_round ENABLE ALWAYS TRIGGER lesson_round_delete;
CREATE TRIGGER lesson_round_truncate BEFORE TRUNCATE ON lesson_round FOR EACH STATEMENT EXECUTE FUNCTION lessons_keep();
ALTER TABLE lesson_round ENABLE ALWAYS TRIGGER lesson_round_truncate;
CREATE TRIGGER knowledge_phase_over BEFORE UPDATE ON knowledge_phase FOR EACH ROW EXECUTE FUNCTION lessons_over();
ALTER TABLE knowledge_phase ENABLE ALWAYS TRIGGER knowledge_phase_over;
CREATE TRIGGER knowledge_phase_delete BEFORE DELETE ON knowledge_phase FOR EACH ROW EXECUTE FUNCTION lessons_keep();
ALTER TABLE knowledge_phase ENABLE ALWAYS TRIGGER knowledge_phase_delete;
CREATE TRIGGER knowledge_phase_truncate BEFORE TRUNCATE ON knowledge_phase FOR EACH STATEMENT EXECUTE FUNCTION lessons_keep();
ALTER TABLE knowledge_phase ENABLE ALWAYS TRIGGER knowledge_phase_truncate;

CREATE FUNCTION knowledge_answer_closed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.sitting_id, NEW.item) IS DISTINCT FROM (OLD.sitting_id, OLD.item) THEN
    RAISE EXCEPTION 'knowledge_answer: belongs to its sitting';
  END IF;
  IF EXISTS (SELECT 1 FROM knowledge_sitting AS sitting
  JOIN knowledge_phase AS phase ON phase.session_id = sitting.session_id AND phase.phase = sitting.phase
  WHERE sitting.id = NEW.sitting_id AND phase.closed_at IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM knowledge_correction
  WHERE sitting_id = NEW.sitting_id AND item = NEW.item AND choice = NEW.choice) THEN
    RAISE EXCEPTION 'knowledge_answer: the test is closed';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER knowledge_answer_closed BEFORE INSERT OR UPDATE ON knowledge_answer FOR EACH ROW EXECUTE FUNCTION knowledge_answer_closed();
ALTER TABLE knowledge_answer ENABLE ALWAYS TRIGGER knowledge_answer_closed;
CREATE TRIGGER knowledge_answer_delete BEFORE DELETE ON knowledge_answer FOR EACH ROW EXECUTE FUNCTION lessons_keep();
ALTER TABLE knowledge_answer ENABLE ALWAYS TRIGGER knowledge_answer_delete;
CREATE TRIGGER knowledge_answer_truncate BEFORE TRUNCATE ON knowledge_answer FOR EACH STATEMENT EXECUTE FUNCTION lessons_keep();
ALTER TABLE knowledge_answer ENABLE ALWAYS TRIGGER knowledge_answer_truncate;
CREATE TRIGGER knowledge_sitting_keep BEFORE UPDATE OR DELETE ON knowledge_sitting FOR EACH ROW EXECUTE FUNCTION lessons_keep();
ALTER TABLE knowledge_sitting ENABLE ALWAYS TRIGGER knowledge_sitting_keep;
CREATE TRIGGER knowledge_sitting_truncate BEFORE TRUNCATE ON knowledge_sitting FOR EACH STATEMENT EXECUTE FUNCTION lessons_keep();
ALTER TABLE knowledge_sitting ENABLE ALWAYS TRIGGER knowledge_sitting_truncate;

CREATE FUNCTION certificate_fixed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF OLD.withdrawn_on IS NOT NULL THEN
    RAISE EXCEPTION 'certificate: it is withdrawn';
  END IF;
  IF to_jsonb(NEW) - 'withdrawn_on' - 'withdrawn_by' - 'withdrawn_why'
      <> to_jsonb(OLD) - 'withdrawn_on' - 'withdrawn_by' - 'withdrawn_why' THEN
    RAISE EXCEPTION 'certificate: never changes';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER certificate_fixed BEFORE UPDATE ON certificate FOR EACH ROW EXECUTE FUNCTION certificate_fixed();
ALTER TABLE certificate ENABLE ALWAYS TRIGGER certificate_fixed;
CREATE TRIGGER certificate_delete BEFORE DELETE ON certificate FOR EACH ROW EXECUTE FUNCTION lessons_keep();
ALTER TABLE certificate ENABLE ALWAYS TRIGGER certificate_delete;
CREATE TRIGGER certificate_truncate BEFORE TRUNCATE ON certificate FOR EACH STATEMENT EXECUTE FUNCTION lessons_keep();
ALTER TABLE certificate ENABLE ALWAYS TRIGGER certificate_truncate;

CREATE FUNCTION certificate_series_back() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.last < OLD.last THEN
    RAISE EXCEPTION 'certificate_series: numbers only grow';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER certificate_series_back BEFORE UPDATE ON certificate_series FOR EACH ROW EXECUTE FUNCTION certificate_series_back();
ALTER TABLE certificate_series ENABLE ALWAYS TRIGGER certificate_series_back;
CREATE TRIGGER certificate_series_delete BEFORE DELETE ON certificate_series FOR EACH ROW EXECUTE FUNCTION lessons_keep();
ALTER TABLE certificate_series ENABLE ALWAYS TRIGGER certificate_series_delete;
CREATE TRIGGER certificate_series_truncate BEFORE TRUNCATE ON certificate_series FOR EACH STATEMENT EXECUTE FUNCTION lessons_keep();
ALTER TABLE certificate_series ENABLE ALWAYS TRIGGER certificate_series_truncate;
