COPY (SELECT 'a1' AS account_id) TO 'accounts.csv'
