"""Registers: what the ledger keeps, one row a thing, with every assertion behind each cell."""
