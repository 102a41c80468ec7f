# Sends and their bytes, connections that sent, and retransmissions by kind, each from the one line that tells it.
!/\[Microsoft-Windows-TCPIP\]TCP/ { next }
/ TCP send event, / {
  sends++
  for (i = 4; i < NF; i++) {
    if ($i ~ /^\(local=/) ends[$i $(i + 1)]++
    else if ($i == "BytesSent") { bytes += $(i + 2); break }
  }
  next
}
/ RTO timeout expired\. / { rto++; next }
/TCP: Tail Loss Probe Send / { tlp++; next }
/TCP: (Fast|SACK) Retransmit / { fast++ }
END {
  n = 0
  for (e in ends) n++
  printf "connections\t%d\nsends\t%d\nbytes\t%.0f\nrto\t%d\ntlp\t%d\nfast\t%d\n", n, sends, bytes, rto, tlp, fast
}
