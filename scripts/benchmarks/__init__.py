"""The rows of scripts/bench. Each measures beside what Quayside stands on, in the same minute."""
