"""Directories of services: read from CSV, workbooks and Open Referral HSDS 3, checked, written as YAML."""
