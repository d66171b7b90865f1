-- The seal of the journal on PostgreSQL: the same triggers as 0002_ledger_sqlite.sql, by the same names.
-- The first line of an entry locks its book row, so all checks after it see what is committed; an older
-- snapshot (repeatable read) would not, and is refused. Guards against change fire ALWAYS, also in the
-- replica role. Foreign keys, which cannot be switched off here, keep accounts and books in place.
-- Frozen with migration 0002_ledger.

CREATE FUNCTION journal_entry_unused() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.seq <> 1 + coalesce((SELECT max(seq) FROM journal_entry WHERE book_id = NEW.book_id), 0) THEN
    RAISE EXCEPTION 'seal: sequence number';
  END IF;
  IF EXISTS (SELECT 1 FROM journal_entry WHERE token = NEW.token) THEN
    RAISE EXCEPTION 'seal: token used';
  END IF;
  IF EXISTS (SELECT 1 FROM journal_entry WHERE book_id = NEW.book_id AND source = NEW.source) THEN
    RAISE EXCEPTION 'seal: source used';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER journal_entry_unused BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_entry_unused();

CREATE FUNCTION journal_entry_numbered() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.year <> extract(year FROM NEW.on_date) THEN
    RAISE EXCEPTION 'seal: year';
  END IF;
  IF NEW.number <> 1 + coalesce((SELECT max(number) FROM journal_entry
      WHERE book_id = NEW.book_id AND series = NEW.series AND year = NEW.year), 0) THEN
    RAISE EXCEPTION 'seal: voucher number';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER journal_entry_numbered BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_entry_numbered();

CREATE FUNCTION journal_entry_chained() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.prev_hash <> coalesce((SELECT hash FROM journal_entry WHERE book_id = NEW.book_id
      ORDER BY seq DESC LIMIT 1), repeat('0', 64)) THEN
    RAISE EXCEPTION 'seal: previous hash';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER journal_entry_chained BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_entry_chained();

CREATE FUNCTION journal_entry_balanced() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT count(*) AS n, coalesce(sum(amount), 0) AS difference,
        coalesce(sum(amount) FILTER (WHERE amount > 0), 0) AS debit,
        count(*) FILTER (WHERE on_date <> NEW.on_date) AS misdated
      FROM journal_line WHERE book_id = NEW.book_id AND seq = NEW.seq) AS lines
    WHERE n < 2 OR n <> NEW.line_count OR difference <> 0 OR debit <> NEW.total_debit OR misdated > 0) THEN
    RAISE EXCEPTION 'seal: lines';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER journal_entry_balanced BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_entry_balanced();

CREATE FUNCTION journal_entry_accounts() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF EXISTS (SELECT 1 FROM journal_line AS line LEFT JOIN account ON account.id = line.account_id
    WHERE line.book_id = NEW.book_id AND line.seq = NEW.seq AND (account.id IS NULL
      OR account.book_id <> NEW.book_id OR NOT account.takes_lines
      OR account.opened_on > NEW.on_date OR account.closed_on <= NEW.on_date)) THEN
    RAISE EXCEPTION 'seal: account';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER journal_entry_accounts BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_entry_accounts();

CREATE FUNCTION journal_entry_open_month() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.on_date <= (SELECT closed_through FROM period_event WHERE book_id = NEW.book_id
      ORDER BY n DESC LIMIT 1) THEN
    RAISE EXCEPTION 'seal: closed month';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER journal_entry_open_month BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_entry_open_month();

CREATE FUNCTION journal_entry_reversal() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF EXISTS (SELECT 1 FROM journal_entry
      WHERE book_id = NEW.book_id AND reverses_seq = NEW.reverses_seq) THEN
    RAISE EXCEPTION 'seal: reversed before';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM journal_entry WHERE book_id = NEW.book_id
      AND seq = NEW.reverses_seq AND reverses_seq IS NULL AND line_count = NEW.line_count
      AND on_date <= NEW.on_date) THEN
    RAISE EXCEPTION 'seal: nothing to reverse';
  END IF;
  IF EXISTS (SELECT 1 FROM journal_line AS line WHERE line.book_id = NEW.book_id AND line.seq = NEW.seq
      AND NOT EXISTS (SELECT 1 FROM journal_line AS first WHERE first.book_id = NEW.book_id
        AND first.seq = NEW.reverses_seq AND first.line_no = line.line_no
        AND first.account_id = line.account_id AND first.amount = -line.amount
        AND first.subject IS NOT DISTINCT FROM line.subject
        AND first.group_id IS NOT DISTINCT FROM line.group_id)) THEN
    RAISE EXCEPTION 'seal: no mirror';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER journal_entry_reversal BEFORE INSERT ON journal_entry FOR EACH ROW WHEN (NEW.reverses_seq IS NOT NULL) EXECUTE FUNCTION journal_entry_reversal();

CREATE FUNCTION journal_entry_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: an entry never changes';
END $seal$;
CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_entry_no_update();
ALTER TABLE journal_entry ENABLE ALWAYS TRIGGER journal_entry_no_update;

CREATE FUNCTION journal_entry_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: an entry never disappears';
END $seal$;
CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_entry_no_delete();
ALTER TABLE journal_entry ENABLE ALWAYS TRIGGER journal_entry_no_delete;

CREATE FUNCTION journal_entry_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: an entry never disappears';
END $seal$;
CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION journal_entry_no_truncate();
ALTER TABLE journal_entry ENABLE ALWAYS TRIGGER journal_entry_no_truncate;

CREATE FUNCTION journal_line_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a line never changes';
END $seal$;
CREATE TRIGGER journal_line_no_update BEFORE UPDATE ON journal_line FOR EACH ROW EXECUTE FUNCTION journal_line_no_update();
ALTER TABLE journal_line ENABLE ALWAYS TRIGGER journal_line_no_update;

CREATE FUNCTION journal_line_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a line never disappears';
END $seal$;
CREATE TRIGGER journal_line_no_delete BEFORE DELETE ON journal_line FOR EACH ROW EXECUTE FUNCTION journal_line_no_delete();
ALTER TABLE journal_line ENABLE ALWAYS TRIGGER journal_line_no_delete;

CREATE FUNCTION journal_line_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: a line never disappears';
END $seal$;
CREATE TRIGGER journal_line_no_truncate BEFORE TRUNCATE ON journal_line FOR EACH STATEMENT EXECUTE FUNCTION journal_line_no_truncate();
ALTER TABLE journal_line ENABLE ALWAYS TRIGGER journal_line_no_truncate;

CREATE FUNCTION period_event_no_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: an event never changes';
END $seal$;
CREATE TRIGGER period_event_no_update BEFORE UPDATE ON period_event FOR EACH ROW EXECUTE FUNCTION period_event_no_update();
ALTER TABLE period_event ENABLE ALWAYS TRIGGER period_event_no_update;

CREATE FUNCTION period_event_no_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: an event never disappears';
END $seal$;
CREATE TRIGGER period_event_no_delete BEFORE DELETE ON period_event FOR EACH ROW EXECUTE FUNCTION period_event_no_delete();
ALTER TABLE period_event ENABLE ALWAYS TRIGGER period_event_no_delete;

CREATE FUNCTION period_event_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  RAISE EXCEPTION 'seal: an event never disappears';
END $seal$;
CREATE TRIGGER period_event_no_truncate BEFORE TRUNCATE ON period_event FOR EACH STATEMENT EXECUTE FUNCTION period_event_no_truncate();
ALTER TABLE period_event ENABLE ALWAYS TRIGGER period_event_no_truncate;

CREATE FUNCTION journal_line_late() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'seal: an old snapshot cannot be sealed';
  END IF;
  PERFORM 1 FROM book WHERE id = NEW.book_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM journal_entry WHERE book_id = NEW.book_id AND seq = NEW.seq) THEN
    RAISE EXCEPTION 'seal: late line';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER journal_line_late BEFORE INSERT ON journal_line FOR EACH ROW EXECUTE FUNCTION journal_line_late();
ALTER TABLE journal_line ENABLE ALWAYS TRIGGER journal_line_late;

CREATE FUNCTION journal_entry_totals() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  INSERT INTO account_month AS kept (book_id, account_id, month, debit, credit)
    SELECT NEW.book_id, account_id, to_char(NEW.on_date, 'YYYY-MM'),
      sum(greatest(amount, 0)), -sum(least(amount, 0))
    FROM journal_line WHERE book_id = NEW.book_id AND seq = NEW.seq GROUP BY account_id
    ON CONFLICT (book_id, account_id, month) DO UPDATE
      SET debit = kept.debit + excluded.debit, credit = kept.credit + excluded.credit;
  INSERT INTO account_day AS kept (book_id, day, account_id, debit, credit)
    SELECT NEW.book_id, NEW.on_date, account_id, sum(greatest(amount, 0)), -sum(least(amount, 0))
    FROM journal_line WHERE book_id = NEW.book_id AND seq = NEW.seq GROUP BY account_id
    ON CONFLICT (book_id, day, account_id) DO UPDATE
      SET debit = kept.debit + excluded.debit, credit = kept.credit + excluded.credit;
  INSERT INTO subject_total AS kept (book_id, account_id, subject, group_id, amount)
    SELECT NEW.book_id, account_id, subject, coalesce(group_id, 0), sum(amount)
    FROM journal_line WHERE book_id = NEW.book_id AND seq = NEW.seq AND subject IS NOT NULL
    GROUP BY account_id, subject, coalesce(group_id, 0)
    ON CONFLICT (book_id, account_id, subject, group_id) DO UPDATE
      SET amount = kept.amount + excluded.amount;
  RETURN NEW;
END $seal$;
CREATE TRIGGER journal_entry_totals AFTER INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_entry_totals();

CREATE FUNCTION period_event_0_lock() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'seal: an old snapshot cannot be sealed';
  END IF;
  PERFORM 1 FROM book WHERE id = NEW.book_id FOR NO KEY UPDATE;
  RETURN NEW;
END $seal$;
CREATE TRIGGER period_event_0_lock BEFORE INSERT ON period_event FOR EACH ROW EXECUTE FUNCTION period_event_0_lock();

CREATE FUNCTION period_event_in_order() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.n <> 1 + coalesce((SELECT max(n) FROM period_event WHERE book_id = NEW.book_id), 0) THEN
    RAISE EXCEPTION 'seal: event number';
  END IF;
  IF NEW.after_seq <> coalesce((SELECT max(seq) FROM journal_entry WHERE book_id = NEW.book_id), 0) THEN
    RAISE EXCEPTION 'seal: sequence number';
  END IF;
  IF NEW.month !~ '^[0-9]{4}-(0[1-9]|1[0-2])$' THEN
    RAISE EXCEPTION 'seal: month';
  END IF;
  IF NEW.closed_through <> (CASE NEW.action WHEN 'close'
      THEN ((NEW.month || '-01')::date + interval '1 month' - interval '1 day')::date ELSE (NEW.month || '-01')::date - 1 END) THEN
    RAISE EXCEPTION 'seal: month';
  END IF;
  IF NEW.n > 1 AND (SELECT closed_through FROM period_event WHERE book_id = NEW.book_id
      ORDER BY n DESC LIMIT 1) <> (CASE NEW.action WHEN 'close'
      THEN (NEW.month || '-01')::date - 1 ELSE ((NEW.month || '-01')::date + interval '1 month' - interval '1 day')::date END) THEN
    RAISE EXCEPTION 'seal: months in order';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER period_event_in_order BEFORE INSERT ON period_event FOR EACH ROW EXECUTE FUNCTION period_event_in_order();

CREATE FUNCTION period_event_two_people() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.n = 1 THEN
    RAISE EXCEPTION 'seal: nothing is closed';
  END IF;
  IF NEW.approved_by IS NULL OR NEW.approved_by = NEW.made_by OR trim(NEW.reason) = '' THEN
    RAISE EXCEPTION 'seal: two people and a reason';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER period_event_two_people BEFORE INSERT ON period_event FOR EACH ROW WHEN (NEW.action = 'reopen') EXECUTE FUNCTION period_event_two_people();

CREATE FUNCTION account_fixed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  PERFORM 1 FROM book WHERE id = OLD.book_id FOR NO KEY UPDATE;
  IF NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id THEN
    RAISE EXCEPTION 'seal: account identity';
  END IF;
  IF (NEW.kind <> OLD.kind OR NEW.takes_lines <> OLD.takes_lines)
      AND EXISTS (SELECT 1 FROM journal_line WHERE account_id = OLD.id) THEN
    RAISE EXCEPTION 'seal: account has lines';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER account_fixed BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION account_fixed();

CREATE FUNCTION account_stamp_insert() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  UPDATE book SET chart_stamp = (random() * 9007199254740992)::bigint WHERE id = NEW.book_id;
  RETURN NULL;
END $seal$;
CREATE TRIGGER account_stamp_insert AFTER INSERT ON account FOR EACH ROW EXECUTE FUNCTION account_stamp_insert();

CREATE FUNCTION account_stamp_update() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  UPDATE book SET chart_stamp = (random() * 9007199254740992)::bigint WHERE id = NEW.book_id;
  RETURN NULL;
END $seal$;
CREATE TRIGGER account_stamp_update AFTER UPDATE ON account FOR EACH ROW EXECUTE FUNCTION account_stamp_update();

CREATE FUNCTION account_stamp_delete() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  UPDATE book SET chart_stamp = (random() * 9007199254740992)::bigint WHERE id = OLD.book_id;
  RETURN NULL;
END $seal$;
CREATE TRIGGER account_stamp_delete AFTER DELETE ON account FOR EACH ROW EXECUTE FUNCTION account_stamp_delete();

CREATE FUNCTION book_fixed() RETURNS trigger LANGUAGE plpgsql AS $seal$ BEGIN
  IF NEW.id <> OLD.id OR NEW.cooperative_id <> OLD.cooperative_id THEN
    RAISE EXCEPTION 'seal: book identity';
  END IF;
  RETURN NEW;
END $seal$;
CREATE TRIGGER book_fixed BEFORE UPDATE ON book FOR EACH ROW EXECUTE FUNCTION book_fixed();
