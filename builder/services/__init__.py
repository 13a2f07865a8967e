"""Directories of services: read from CSV and Open Referral HSDS 3, checked, written as YAML."""
