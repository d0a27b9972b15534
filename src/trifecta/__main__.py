"""`python -m trifecta` is the command `trifecta`."""

from trifecta.cli.main import main

if __name__ == "__main__":
    main(prog_name="trifecta")
