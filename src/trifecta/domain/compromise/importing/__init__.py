"""Problems from files of other tools: text in, a checked problem out, one module a kind of file."""
