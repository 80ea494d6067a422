"""The county's desk: board, registers, orders, complaints, scores, bulletins, the round of reports, sums."""
