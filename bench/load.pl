# A workspace at its worst, until it is killed: load.pl KIND, each with a process for each processor or more.
#   processes    four a processor: half of them compute, the others have children without end
#   groups       control groups, made and removed
#   writes       files of 64 MiB, written and synced
#   allocations  of 100 bytes each, up to some 200 MB a process, dropped and made again
#   all          these at once
use strict;
use warnings;
use IO::Handle;

chomp(my $processors = `nproc`);

sub compute { 1 while 1 }

sub have_children {
    while (1) {
        my $child = fork // next;
        exit if !$child;
        waitpid $child, 0;
    }
}

sub make_groups {
    my @parents = grep { -w } glob '/sys/fs/cgroup /sys/fs/cgroup/*/';
    while (1) {
        for (@parents) { rmdir "$_/load$$" if mkdir "$_/load$$" }
    }
}

sub write_files {
    while (1) {
        open my $out, '>', "/var/tmp/load$$" or die $!;
        for (1 .. 64) { syswrite $out, 'x' x 1048576 or die $! }
        $out->sync or die $!;
    }
}

sub allocate {
    while (1) {
        my @pieces = map { 'x' x 100 } 1 .. 1e6;
    }
}

my %start = (
    processes => [\&compute, \&compute, \&have_children, \&have_children],
    groups => [\&make_groups],
    writes => [\&write_files],
    allocations => [\&allocate],
);
$start{all} = [map { @$_ } values %start];
for my $work (@{ $start{$ARGV[0]} // die "no load is called $ARGV[0]" }) {
    for (1 .. $processors) {
        my $child = fork // die $!;
        $work->() if !$child;
    }
}
1 while wait != -1;
