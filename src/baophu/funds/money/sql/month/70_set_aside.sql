-- What no later month touches is set aside: the month's lines, and the debts of which nothing is owed any more.
-- A later month books on its own debts alone; an open one is paid or charged, a settled one neither.
CREATE OR REPLACE TABLE carried AS
SELECT unit, fund, carried_owed_vnd AS owed_vnd, carried_over_vnd AS over_vnd, carried_interest_vnd AS interest_vnd
FROM lines_now WHERE carried_owed_vnd <> 0 OR carried_over_vnd <> 0 OR carried_interest_vnd <> 0;

INSERT INTO aside.lines SELECT * REPLACE (fund::VARCHAR AS fund) FROM lines_now;

INSERT INTO aside.settled_debts
SELECT unit, origin, fund::VARCHAR, due_vnd, paid_vnd, interest_vnd, interest_paid_vnd, undetermined_from,
  undetermined_to
FROM open_debts WHERE due_vnd = paid_vnd AND interest_vnd = interest_paid_vnd;

CREATE OR REPLACE TABLE open_debts AS
SELECT * FROM open_debts WHERE due_vnd <> paid_vnd OR interest_vnd <> interest_paid_vnd;

FORCE CHECKPOINT aside;
