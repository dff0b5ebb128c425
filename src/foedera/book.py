"""The façade a library user opens: ledger, register and trust together give answers."""
