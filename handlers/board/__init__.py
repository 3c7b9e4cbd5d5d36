"""`/board`: of every unit below one, who has reported, who owes, and what can be done."""
