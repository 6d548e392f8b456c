SELECT a.rule AS rule, b.rule AS other, count(*) AS both_accounts
FROM rule_reach a
JOIN rule_reach b ON b.account_id = a.account_id AND b.rule > a.rule
GROUP BY a.rule, b.rule
ORDER BY rule, other
