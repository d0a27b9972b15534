"""What every stored row rests on: random ids, sealed columns, the audit chain, act-once writes."""
