"""Changes to plans and agreements: access, decision, write and audit in one transaction."""
