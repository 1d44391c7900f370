"""What several people change together: snapshots, versions, conflicts."""
