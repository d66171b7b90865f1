-- What was done stays as it was written; a mistake is struck out once, with its reason.
CREATE FUNCTION effect_keep() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION '%: append only', TG_TABLE_NAME;
END $seal$;

CREATE FUNCTION effect_struck() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF OLD.voided_on IS NOT NULL THEN
    RAISE EXCEPTION '%: struck out already', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $seal$;

CREATE TRIGGER grant_condition_keep BEFORE UPDATE OR DELETE ON grant_condition FOR EACH ROW EXECUTE FUNCTION effect_keep();
ALTER TABLE grant_condition ENABLE ALWAYS TRIGGER grant_condition_keep;
CREATE TRIGGER visit_done_keep BEFORE UPDATE OR DELETE ON visit_done FOR EACH ROW EXECUTE FUNCTION effect_keep();
ALTER TABLE visit_done ENABLE ALWAYS TRIGGER visit_done_keep;
CREATE TRIGGER pillar_activity_keep BEFORE DELETE OR UPDATE OF id, cooperative_id, held_on, title, place, note, village_group_id, people, book_id, entry_seq, request_id, fingerprint, made_by, made_at ON pillar_activity FOR EACH ROW EXECUTE FUNCTION effect_keep();
ALTER TABLE pillar_activity ENABLE ALWAYS TRIGGER pillar_activity_keep;
CREATE TRIGGER pillar_activity_struck BEFORE UPDATE ON pillar_activity FOR EACH ROW EXECUTE FUNCTION effect_struck();
ALTER TABLE pillar_activity ENABLE ALWAYS TRIGGER pillar_activity_struck;
CREATE TRIGGER equipment_grant_keep BEFORE DELETE OR UPDATE OF id, cooperative_id, programme_id, member_id, enterprise_id, village_group_id, item, source, serial, note, quantity, stated_value, handed_on, book_id, entry_seq, request_id, fingerprint, made_by, made_at ON equipment_grant FOR EACH ROW EXECUTE FUNCTION effect_keep();
ALTER TABLE equipment_grant ENABLE ALWAYS TRIGGER equipment_grant_keep;
CREATE TRIGGER equipment_grant_struck BEFORE UPDATE ON equipment_grant FOR EACH ROW EXECUTE FUNCTION effect_struck();
ALTER TABLE equipment_grant ENABLE ALWAYS TRIGGER equipment_grant_struck;
CREATE TRIGGER mentoring_visit_keep BEFORE DELETE OR UPDATE OF id, cooperative_id, programme_id, visited_on, member_id, enterprise_id, village_group_id, visitor_id, place, purpose, findings, next_step, next_on, follows_id, file_key, request_id, fingerprint, made_by, made_at ON mentoring_visit FOR EACH ROW EXECUTE FUNCTION effect_keep();
ALTER TABLE mentoring_visit ENABLE ALWAYS TRIGGER mentoring_visit_keep;
CREATE TRIGGER mentoring_visit_struck BEFORE UPDATE ON mentoring_visit FOR EACH ROW EXECUTE FUNCTION effect_struck();
ALTER TABLE mentoring_visit ENABLE ALWAYS TRIGGER mentoring_visit_struck;
CREATE TRIGGER grant_condition_truncate BEFORE TRUNCATE ON grant_condition FOR EACH STATEMENT EXECUTE FUNCTION effect_keep();
ALTER TABLE grant_condition ENABLE ALWAYS TRIGGER grant_condition_truncate;

CREATE TRIGGER visit_done_truncate BEFORE TRUNCATE ON visit_done FOR EACH STATEMENT EXECUTE FUNCTION effect_keep();
ALTER TABLE visit_done ENABLE ALWAYS TRIGGER visit_done_truncate;

CREATE TRIGGER pillar_activity_truncate BEFORE TRUNCATE ON pillar_activity FOR EACH STATEMENT EXECUTE FUNCTION effect_keep();
ALTER TABLE pillar_activity ENABLE ALWAYS TRIGGER pillar_activity_truncate;

CREATE TRIGGER equipment_grant_truncate BEFORE TRUNCATE ON equipment_grant FOR EACH STATEMENT EXECUTE FUNCTION effect_keep();
ALTER TABLE equipment_grant ENABLE ALWAYS TRIGGER equipment_grant_truncate;

CREATE TRIGGER mentoring_visit_truncate BEFORE TRUNCATE ON mentoring_visit FOR EACH STATEMENT EXECUTE FUNCTION effect_keep();
ALTER TABLE mentoring_visit ENABLE ALWAYS TRIGGER mentoring_visit_truncate;
