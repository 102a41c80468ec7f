# Drop lines by reason, and conversations in each direction. The label of the reason is not translated, the comma behind it is.
/DropReason / { r = $0; sub(/.*DropReason /, "", r); sub(/ (,|\xef\xbc\x8c|\xe3\x80\x81).*/, "", r); reasons[r]++; next }
/^\t/ {
  for (i = 2; i < NF; i++) if ($i == ">") { from = $(i - 1); to = $(i + 1) }
  sub(/:$/, "", to)
  flows[from " " to]++
}
END { for (r in reasons) print "reason\t" r "\t" reasons[r]; n = 0; for (f in flows) n++; print "flows\t" n }
