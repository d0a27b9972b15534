"""What a language model may read and say: what is sent, the form of the answer, and its checks."""
