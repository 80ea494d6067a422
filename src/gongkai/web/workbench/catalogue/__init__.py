"""公开目录: coverage, statutory contents, re-assessment, import and export."""
