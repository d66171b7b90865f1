-- The seal of the journal on SQLite. Lines come first, the header last: it demands that all is right,
-- and afterwards nothing can be changed, removed, replaced or added. Frozen with migration 0002_ledger.
-- BEFORE INSERT triggers look for existing keys themselves, because INSERT OR REPLACE deletes rows
-- without firing delete triggers. RAISE(ABORT) holds under every conflict clause.

CREATE TRIGGER journal_entry_unused BEFORE INSERT ON journal_entry BEGIN
  SELECT RAISE(ABORT, 'seal: sequence number')
    WHERE NEW.seq <> 1 + coalesce((SELECT max(seq) FROM journal_entry WHERE book_id = NEW.book_id), 0);
  SELECT RAISE(ABORT, 'seal: token used') FROM journal_entry WHERE token = NEW.token;
  SELECT RAISE(ABORT, 'seal: source used')
    FROM journal_entry WHERE book_id = NEW.book_id AND source = NEW.source;
END;

CREATE TRIGGER journal_entry_numbered BEFORE INSERT ON journal_entry BEGIN
  SELECT RAISE(ABORT, 'seal: date') WHERE date(NEW.on_date) IS NOT NEW.on_date;
  SELECT RAISE(ABORT, 'seal: year') WHERE NEW.year <> CAST(substr(NEW.on_date, 1, 4) AS INTEGER);
  SELECT RAISE(ABORT, 'seal: voucher number')
    WHERE NEW.number <> 1 + coalesce((SELECT max(number) FROM journal_entry
      WHERE book_id = NEW.book_id AND series = NEW.series AND year = NEW.year), 0);
END;

CREATE TRIGGER journal_entry_chained BEFORE INSERT ON journal_entry BEGIN
  SELECT RAISE(ABORT, 'seal: previous hash')
    WHERE NEW.prev_hash <> coalesce((SELECT hash FROM journal_entry WHERE book_id = NEW.book_id
      ORDER BY seq DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000');
END;

CREATE TRIGGER journal_entry_balanced BEFORE INSERT ON journal_entry BEGIN
  SELECT RAISE(ABORT, 'seal: lines')
    FROM (SELECT count(*) AS n, coalesce(sum(amount), 0) AS difference,
        coalesce(sum(CASE WHEN amount > 0 THEN amount END), 0) AS debit,
        coalesce(sum(on_date <> NEW.on_date), 0) AS misdated
      FROM journal_line WHERE book_id = NEW.book_id AND seq = NEW.seq)
    WHERE n < 2 OR n <> NEW.line_count OR difference <> 0 OR debit <> NEW.total_debit OR misdated > 0;
END;

CREATE TRIGGER journal_entry_accounts BEFORE INSERT ON journal_entry BEGIN
  SELECT RAISE(ABORT, 'seal: account')
    FROM journal_line AS line LEFT JOIN account ON account.id = line.account_id
    WHERE line.book_id = NEW.book_id AND line.seq = NEW.seq AND (account.id IS NULL
      OR account.book_id <> NEW.book_id OR NOT account.takes_lines
      OR account.opened_on > NEW.on_date OR account.closed_on <= NEW.on_date);
END;

CREATE TRIGGER journal_entry_open_month BEFORE INSERT ON journal_entry BEGIN
  SELECT RAISE(ABORT, 'seal: closed month')
    WHERE NEW.on_date <= (SELECT closed_through FROM period_event WHERE book_id = NEW.book_id
      ORDER BY n DESC LIMIT 1);
END;

CREATE TRIGGER journal_entry_reversal BEFORE INSERT ON journal_entry
  WHEN NEW.reverses_seq IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'seal: reversed before')
    FROM journal_entry WHERE book_id = NEW.book_id AND reverses_seq = NEW.reverses_seq;
  SELECT RAISE(ABORT, 'seal: nothing to reverse')
    WHERE NOT EXISTS (SELECT 1 FROM journal_entry WHERE book_id = NEW.book_id
      AND seq = NEW.reverses_seq AND reverses_seq IS NULL AND line_count = NEW.line_count
      AND on_date <= NEW.on_date);
  SELECT RAISE(ABORT, 'seal: no mirror')
    FROM journal_line AS line WHERE line.book_id = NEW.book_id AND line.seq = NEW.seq
      AND NOT EXISTS (SELECT 1 FROM journal_line AS old WHERE old.book_id = NEW.book_id
        AND old.seq = NEW.reverses_seq AND old.line_no = line.line_no
        AND old.account_id = line.account_id AND old.amount = -line.amount
        AND old.subject IS line.subject AND old.group_id IS line.group_id);
END;

CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry BEGIN
  SELECT RAISE(ABORT, 'seal: an entry never changes');
END;

CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry BEGIN
  SELECT RAISE(ABORT, 'seal: an entry never disappears');
END;

CREATE TRIGGER journal_line_late BEFORE INSERT ON journal_line BEGIN
  SELECT RAISE(ABORT, 'seal: late line')
    FROM journal_entry WHERE book_id = NEW.book_id AND seq = NEW.seq;
END;

CREATE TRIGGER journal_line_no_update BEFORE UPDATE ON journal_line BEGIN
  SELECT RAISE(ABORT, 'seal: a line never changes');
END;

CREATE TRIGGER journal_line_no_delete BEFORE DELETE ON journal_line BEGIN
  SELECT RAISE(ABORT, 'seal: a line never disappears');
END;

-- Missing rows first, then plain updates: an outer INSERT OR REPLACE would turn an upsert here into a
-- replacement and forget the sums before it. The plus sign keeps the planner from walking the index of
-- all subjects instead of this entry's lines.
CREATE TRIGGER journal_entry_totals AFTER INSERT ON journal_entry BEGIN
  INSERT INTO account_month (book_id, account_id, month, debit, credit)
    SELECT DISTINCT NEW.book_id, account_id, substr(NEW.on_date, 1, 7), 0, 0
    FROM journal_line AS line WHERE book_id = NEW.book_id AND seq = NEW.seq
      AND NOT EXISTS (SELECT 1 FROM account_month AS kept WHERE kept.book_id = NEW.book_id
        AND kept.account_id = line.account_id AND kept.month = substr(NEW.on_date, 1, 7));
  UPDATE account_month SET debit = account_month.debit + line.debit, credit = account_month.credit + line.credit
    FROM (SELECT account_id, sum(max(amount, 0)) AS debit, -sum(min(amount, 0)) AS credit
      FROM journal_line WHERE book_id = NEW.book_id AND seq = NEW.seq GROUP BY account_id) AS line
    WHERE account_month.book_id = NEW.book_id AND account_month.account_id = line.account_id
      AND account_month.month = substr(NEW.on_date, 1, 7);
  INSERT INTO account_day (book_id, day, account_id, debit, credit)
    SELECT DISTINCT NEW.book_id, NEW.on_date, account_id, 0, 0
    FROM journal_line AS line WHERE book_id = NEW.book_id AND seq = NEW.seq
      AND NOT EXISTS (SELECT 1 FROM account_day AS kept WHERE kept.book_id = NEW.book_id
        AND kept.account_id = line.account_id AND kept.day = NEW.on_date);
  UPDATE account_day SET debit = account_day.debit + line.debit, credit = account_day.credit + line.credit
    FROM (SELECT account_id, sum(max(amount, 0)) AS debit, -sum(min(amount, 0)) AS credit
      FROM journal_line WHERE book_id = NEW.book_id AND seq = NEW.seq GROUP BY account_id) AS line
    WHERE account_day.book_id = NEW.book_id AND account_day.account_id = line.account_id
      AND account_day.day = NEW.on_date;
  INSERT INTO subject_total (book_id, account_id, subject, group_id, amount)
    SELECT DISTINCT NEW.book_id, account_id, subject, coalesce(group_id, 0), 0
    FROM journal_line AS line WHERE book_id = NEW.book_id AND seq = NEW.seq AND +subject IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM subject_total AS kept WHERE kept.book_id = NEW.book_id
        AND kept.account_id = line.account_id AND kept.subject = line.subject
        AND kept.group_id = coalesce(line.group_id, 0));
  UPDATE subject_total SET amount = subject_total.amount + line.amount
    FROM (SELECT account_id, subject, coalesce(group_id, 0) AS group_id, sum(amount) AS amount
      FROM journal_line WHERE book_id = NEW.book_id AND seq = NEW.seq AND +subject IS NOT NULL
      GROUP BY account_id, subject, coalesce(group_id, 0)) AS line
    WHERE subject_total.book_id = NEW.book_id AND subject_total.account_id = line.account_id
      AND subject_total.subject = line.subject AND subject_total.group_id = line.group_id;
END;

-- ── periods: an append-only list; the last event's closed_through is the lock ──
CREATE TRIGGER period_event_in_order BEFORE INSERT ON period_event BEGIN
  SELECT RAISE(ABORT, 'seal: event number')
    WHERE NEW.n <> 1 + coalesce((SELECT max(n) FROM period_event WHERE book_id = NEW.book_id), 0);
  SELECT RAISE(ABORT, 'seal: sequence number')
    WHERE NEW.after_seq <> coalesce((SELECT max(seq) FROM journal_entry WHERE book_id = NEW.book_id), 0);
  SELECT RAISE(ABORT, 'seal: month')
    WHERE strftime('%Y-%m', NEW.month || '-01') IS NOT NEW.month
      OR NEW.closed_through IS NOT CASE NEW.action WHEN 'close'
        THEN date(NEW.month || '-01', '+1 month', '-1 day') ELSE date(NEW.month || '-01', '-1 day') END;
  SELECT RAISE(ABORT, 'seal: months in order')
    WHERE NEW.n > 1 AND (SELECT closed_through FROM period_event WHERE book_id = NEW.book_id
      ORDER BY n DESC LIMIT 1) IS NOT CASE NEW.action WHEN 'close'
        THEN date(NEW.month || '-01', '-1 day') ELSE date(NEW.month || '-01', '+1 month', '-1 day') END;
END;

CREATE TRIGGER period_event_two_people BEFORE INSERT ON period_event WHEN NEW.action = 'reopen' BEGIN
  SELECT RAISE(ABORT, 'seal: nothing is closed') WHERE NEW.n = 1;
  SELECT RAISE(ABORT, 'seal: two people and a reason')
    WHERE NEW.approved_by IS NULL OR NEW.approved_by = NEW.made_by OR trim(NEW.reason) = '';
END;

CREATE TRIGGER period_event_no_update BEFORE UPDATE ON period_event BEGIN
  SELECT RAISE(ABORT, 'seal: an event never changes');
END;

CREATE TRIGGER period_event_no_delete BEFORE DELETE ON period_event BEGIN
  SELECT RAISE(ABORT, 'seal: an event never disappears');
END;

-- ── accounts and books keep what the journal relies on ──
CREATE TRIGGER account_no_replace BEFORE INSERT ON account BEGIN
  SELECT RAISE(ABORT, 'seal: account exists') FROM account
    WHERE id = NEW.id OR (book_id = NEW.book_id AND (code = NEW.code OR role = NEW.role));
END;

CREATE TRIGGER account_fixed BEFORE UPDATE ON account BEGIN
  SELECT RAISE(ABORT, 'seal: account identity') WHERE NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id;
  SELECT RAISE(ABORT, 'seal: account exists') FROM account
    WHERE id <> OLD.id AND book_id = NEW.book_id AND (code = NEW.code OR role = NEW.role);
  SELECT RAISE(ABORT, 'seal: account has lines')
    WHERE (NEW.kind <> OLD.kind OR NEW.takes_lines <> OLD.takes_lines)
      AND EXISTS (SELECT 1 FROM journal_line WHERE account_id = OLD.id);
END;

CREATE TRIGGER account_no_delete BEFORE DELETE ON account BEGIN
  SELECT RAISE(ABORT, 'seal: account has lines')
    WHERE EXISTS (SELECT 1 FROM journal_line WHERE account_id = OLD.id);
END;

CREATE TRIGGER account_stamp_insert AFTER INSERT ON account BEGIN
  UPDATE book SET chart_stamp = random() WHERE id = NEW.book_id;
END;

CREATE TRIGGER account_stamp_update AFTER UPDATE ON account BEGIN
  UPDATE book SET chart_stamp = random() WHERE id = NEW.book_id;
END;

CREATE TRIGGER account_stamp_delete AFTER DELETE ON account BEGIN
  UPDATE book SET chart_stamp = random() WHERE id = OLD.book_id;
END;

CREATE TRIGGER book_no_replace BEFORE INSERT ON book BEGIN
  SELECT RAISE(ABORT, 'seal: book exists') FROM book WHERE id = NEW.id;
END;

CREATE TRIGGER book_fixed BEFORE UPDATE ON book BEGIN
  SELECT RAISE(ABORT, 'seal: book identity')
    WHERE NEW.id <> OLD.id OR NEW.cooperative_id <> OLD.cooperative_id;
END;

CREATE TRIGGER book_no_delete BEFORE DELETE ON book BEGIN
  SELECT RAISE(ABORT, 'seal: book has entries')
    WHERE EXISTS (SELECT 1 FROM journal_entry WHERE book_id = OLD.id);
END;
