# What a small thing takes here: probe.pl SECONDS prints three 99th percentiles in microseconds, each on a line:
# a round trip of a byte to another process by TCP, how late a sleep of 1 ms ends, 4 KiB written and synced.
use strict;
use warnings;
use IO::Handle;
use IO::Socket::INET;
use Time::HiRes qw(sleep clock_gettime CLOCK_MONOTONIC);

my ($seconds) = @ARGV;

sub now { return clock_gettime(CLOCK_MONOTONIC) }

sub percentile {
    my @sorted = sort { $a <=> $b } @_;
    return int(1e6 * $sorted[0.99 * $#sorted]);
}

my $listener = IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1') or die $!;
my $answering = fork // die $!;
if (!$answering) {
    my $peer = $listener->accept;
    while (sysread $peer, my $byte, 1) { syswrite $peer, $byte }
    exit;
}
my $server = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $listener->sockport) or die $!;

my (@trips, @late);
for (my $end = now() + $seconds; (my $before = now()) < $end;) {
    sleep 0.001;
    my $awake = now();
    push @late, $awake - $before - 0.001;
    syswrite $server, 'x';
    sysread $server, my $byte, 1 or die 'no answer';
    push @trips, now() - $awake;
}
close $server;
waitpid $answering, 0;

my ($file, @syncs) = '/var/tmp/probe';
open my $out, '>', $file or die $!;
for (my $end = now() + $seconds; (my $before = now()) < $end;) {
    syswrite $out, 'x' x 4096 or die $!;
    $out->sync or die $!;
    push @syncs, now() - $before;
}
unlink $file;

print percentile(@trips), "\n", percentile(@late), "\n", percentile(@syncs), "\n";
