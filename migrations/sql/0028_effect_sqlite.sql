-- What was done stays as it was written; a mistake is struck out once, with its reason.
CREATE TRIGGER grant_condition_insert BEFORE INSERT ON grant_condition WHEN EXISTS (SELECT 1 FROM grant_condition WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'grant_condition: append only');
END;
CREATE TRIGGER grant_condition_update BEFORE UPDATE ON grant_condition
BEGIN
  SELECT RAISE(ABORT, 'grant_condition: append only');
END;
CREATE TRIGGER grant_condition_delete BEFORE DELETE ON grant_condition
BEGIN
  SELECT RAISE(ABORT, 'grant_condition: append only');
END;

CREATE TRIGGER visit_done_insert BEFORE INSERT ON visit_done WHEN EXISTS (SELECT 1 FROM visit_done WHERE visit_id = NEW.visit_id)
BEGIN
  SELECT RAISE(ABORT, 'visit_done: append only');
END;
CREATE TRIGGER visit_done_update BEFORE UPDATE ON visit_done
BEGIN
  SELECT RAISE(ABORT, 'visit_done: append only');
END;
CREATE TRIGGER visit_done_delete BEFORE DELETE ON visit_done
BEGIN
  SELECT RAISE(ABORT, 'visit_done: append only');
END;

CREATE TRIGGER pillar_activity_insert BEFORE INSERT ON pillar_activity WHEN EXISTS (SELECT 1 FROM pillar_activity WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'pillar_activity: append only');
END;
CREATE TRIGGER pillar_activity_update BEFORE UPDATE OF id, cooperative_id, held_on, title, place, note, village_group_id, people, book_id, entry_seq, request_id, fingerprint, made_by, made_at ON pillar_activity
BEGIN
  SELECT RAISE(ABORT, 'pillar_activity: append only');
END;
CREATE TRIGGER pillar_activity_struck BEFORE UPDATE ON pillar_activity WHEN OLD.voided_on IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'pillar_activity: struck out already');
END;
CREATE TRIGGER pillar_activity_delete BEFORE DELETE ON pillar_activity
BEGIN
  SELECT RAISE(ABORT, 'pillar_activity: append only');
END;

CREATE TRIGGER equipment_grant_insert BEFORE INSERT ON equipment_grant WHEN EXISTS (SELECT 1 FROM equipment_grant WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'equipment_grant: append only');
END;
CREATE TRIGGER equipment_grant_update BEFORE UPDATE OF id, cooperative_id, programme_id, member_id, enterprise_id, village_group_id, item, source, serial, note, quantity, stated_value, handed_on, book_id, entry_seq, request_id, fingerprint, made_by, made_at ON equipment_grant
BEGIN
  SELECT RAISE(ABORT, 'equipment_grant: append only');
END;
CREATE TRIGGER equipment_grant_struck BEFORE UPDATE ON equipment_grant WHEN OLD.voided_on IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'equipment_grant: struck out already');
END;
CREATE TRIGGER equipment_grant_delete BEFORE DELETE ON equipment_grant
BEGIN
  SELECT RAISE(ABORT, 'equipment_grant: append only');
END;

CREATE TRIGGER mentoring_visit_insert BEFORE INSERT ON mentoring_visit WHEN EXISTS (SELECT 1 FROM mentoring_visit WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'mentoring_visit: append only');
END;
CREATE TRIGGER mentoring_visit_update BEFORE UPDATE OF id, cooperative_id, programme_id, visited_on, member_id, enterprise_id, village_group_id, visitor_id, place, purpose, findings, next_step, next_on, follows_id, file_key, request_id, fingerprint, made_by, made_at ON mentoring_visit
BEGIN
  SELECT RAISE(ABORT, 'mentoring_visit: append only');
END;
CREATE TRIGGER mentoring_visit_struck BEFORE UPDATE ON mentoring_visit WHEN OLD.voided_on IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'mentoring_visit: struck out already');
END;
CREATE TRIGGER mentoring_visit_delete BEFORE DELETE ON mentoring_visit
BEGIN
  SELECT RAISE(ABORT, 'mentoring_visit: append only');
END;
