"""What the framework knows, in one place: steps, questions, principles, and what goes wrong."""
