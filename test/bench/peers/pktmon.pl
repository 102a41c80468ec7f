if (/DropReason (.*?) ?(?:,|\xef\xbc\x8c|\xe3\x80\x81)/) { $reasons{$1}++ }
elsif (/^\t/) { $flows{"$1 $2"}++ if /.*?(\S+\.\d+) > (\S+\.\d+):/ }
END { print "reason\t$_\t$reasons{$_}\n" for keys %reasons; print "flows\t", scalar(keys %flows), "\n" }
