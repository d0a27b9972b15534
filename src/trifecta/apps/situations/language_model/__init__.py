"""Asking a language model to read a situation: the call itself, and what is made of trouble."""
