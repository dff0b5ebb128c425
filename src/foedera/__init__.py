"""Foedera reads reports about treaties, keeps what they say and computes what is in force."""

__version__ = "0.1.0"
