next unless index($_, '[Microsoft-Windows-TCPIP]TCP') >= 0;
if (/(\(local=\S+ remote=[^)]+\)): TCP send event, .*?BytesSent = (\d+)/) { $sends++; $bytes += $2; $ends{$1}++ }
elsif (/ RTO timeout expired\. /) { $rto++ }
elsif (/TCP: Tail Loss Probe Send /) { $tlp++ }
elsif (/TCP: (?:Fast|SACK) Retransmit /) { $fast++ }
END { printf "connections\t%d\nsends\t%d\nbytes\t%d\nrto\t%d\ntlp\t%d\nfast\t%d\n", scalar(keys %ends), $sends, $bytes, $rto, $tlp, $fast }
