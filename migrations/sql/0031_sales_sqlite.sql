-- Part of a return may pay a debt; papers of consignment are taken back once. Frozen with migration 0031_sales.

CREATE TRIGGER sale_return_part BEFORE INSERT ON sale_return BEGIN
  SELECT RAISE(ABORT, 'seal: what a return takes off a debt is a part of it')
    WHERE NEW.off_debt < 0 OR NEW.off_debt >= NEW.total OR (NEW.off_debt > 0 AND NEW.refund <> 'money');
END;

CREATE TRIGGER sale_return_part_fixed BEFORE UPDATE OF off_debt ON sale_return BEGIN
  SELECT RAISE(ABORT, 'seal: sale return never changes');
END;

CREATE TRIGGER consignment_act_undone BEFORE UPDATE OF reversed_seq ON consignment_act BEGIN
  SELECT RAISE(ABORT, 'seal: a document of consignment is taken back once')
    WHERE OLD.reversed_seq IS NOT NULL AND NEW.reversed_seq IS NOT OLD.reversed_seq;
  SELECT RAISE(ABORT, 'seal: only the entry that reverses a document of consignment takes it back')
    WHERE NEW.reversed_seq IS NOT NULL AND NOT EXISTS (SELECT 1 FROM journal_entry
      WHERE book_id = OLD.book_id AND seq = NEW.reversed_seq AND reverses_seq = OLD.entry_seq);
END;

CREATE TRIGGER consignment_act_stands BEFORE INSERT ON consignment_act WHEN NEW.reversed_seq IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'seal: a document of consignment stands when it is written');
END;
