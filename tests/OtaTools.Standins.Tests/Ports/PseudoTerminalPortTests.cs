using System.IO.Ports;
using System.IO.Ports.Unix;

namespace OtaTools.Standins.Tests.Ports;

/// <summary>An open port, on a pseudo-terminal.</summary>
public sealed class PseudoTerminalPortTests : IDisposable
{
    private const int NotATerminal = 25;

    private static readonly byte[] _allBytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    private readonly PseudoTerminal _farEnd = PseudoTerminal.Open();
    private readonly SerialPort _port;

    public PseudoTerminalPortTests()
    {
        _port = new SerialPort(_farEnd.PortName, 115200);
        _port.Open();
    }

    [PseudoTerminalFact]
    public async Task Every_byte_passes_unchanged_both_ways()
    {
        await _farEnd.WriteAsync(_allBytes).Soon();
        (await ReadAsync(_allBytes.Length)).ShouldBe(_allBytes);

        await _port.BaseStream.WriteAsync(_allBytes).Soon();
        (await _farEnd.ReadAsync(_allBytes.Length).Soon()).ShouldBe(_allBytes);
    }

    [PseudoTerminalFact]
    public async Task A_read_that_waits_gets_what_comes()
    {
        var read = _port.BaseStream.ReadAsync(new byte[16]).AsTask();
        read.IsCompleted.ShouldBeFalse();

        await _farEnd.WriteAsync("a"u8.ToArray()).Soon();

        (await read.Soon()).ShouldBe(1);
    }

    [PseudoTerminalFact]
    public async Task Large_transfers_lose_nothing()
    {
        var sent = new byte[1_000_000];
        new Random(1).NextBytes(sent);

        var writing = _farEnd.WriteAsync(sent);
        (await ReadAsync(sent.Length)).AsSpan().SequenceEqual(sent).ShouldBeTrue();
        await writing.Soon();

        var reading = _farEnd.ReadAsync(sent.Length);
        await _port.BaseStream.WriteAsync(sent).Soon();
        (await reading.Soon()).AsSpan().SequenceEqual(sent).ShouldBeTrue();
    }

    [PseudoTerminalFact]
    public async Task Both_directions_run_at_the_same_time()
    {
        var sent = new byte[200_000];
        new Random(2).NextBytes(sent);

        var farReading = _farEnd.ReadAsync(sent.Length);
        var farWriting = _farEnd.WriteAsync(sent);
        var writing = _port.BaseStream.WriteAsync(sent).AsTask();
        var read = await ReadAsync(sent.Length);
        await Task.WhenAll(writing, farWriting).Soon();

        read.AsSpan().SequenceEqual(sent).ShouldBeTrue();
        (await farReading.Soon()).AsSpan().SequenceEqual(sent).ShouldBeTrue();
    }

    [PseudoTerminalFact]
    public async Task A_cancelled_read_ends_and_loses_no_byte()
    {
        for (var round = 0; round < 50; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var buffer = new byte[1];
            var read = _port.BaseStream.ReadAsync(buffer, cancellation.Token).AsTask();
            var writing = _farEnd.WriteAsync(new[] { (byte)round });
            await cancellation.CancelAsync();

            var wasRead = await read.ContinueWith(task => task.IsCompletedSuccessfully, TaskScheduler.Default).Soon();
            await writing.Soon();
            var value = wasRead ? buffer[0] : (await ReadAsync(1))[0];

            value.ShouldBe((byte)round);
        }
    }

    [PseudoTerminalFact]
    public async Task Cancelling_a_read_that_nothing_comes_to_ends_it()
    {
        using var cancellation = new CancellationTokenSource();
        var read = _port.BaseStream.ReadAsync(new byte[1], cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(read.Soon())).CancellationToken.ShouldBe(cancellation.Token);
        await Should.ThrowAsync<OperationCanceledException>(() => _port.BaseStream.ReadAsync(new byte[1], cancellation.Token).AsTask());
    }

    [PseudoTerminalFact]
    public async Task A_write_that_nobody_reads_waits_and_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var write = _port.BaseStream.WriteAsync(new byte[1_000_000], cancellation.Token).AsTask();
        write.IsCompleted.ShouldBeFalse();

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(write.Soon());
    }

    [PseudoTerminalFact]
    public async Task Several_writes_go_out_in_their_order()
    {
        var first = _port.BaseStream.WriteAsync(Enumerable.Repeat((byte)1, 100_000).ToArray()).AsTask();
        var second = _port.BaseStream.WriteAsync(new byte[] { 2 }).AsTask();

        var read = await _farEnd.ReadAsync(100_001).Soon();
        await Task.WhenAll(first, second).Soon();

        read[^1].ShouldBe((byte)2);
    }

    [PseudoTerminalFact]
    public async Task A_hang_up_fails_the_waiting_read_and_what_comes_later()
    {
        var read = _port.BaseStream.ReadAsync(new byte[1]).AsTask();

        _farEnd.Dispose();

        await Should.ThrowAsync<IOException>(read.Soon());
        await Should.ThrowAsync<IOException>(() => _port.BaseStream.ReadAsync(new byte[1]).AsTask().Soon());
        await Should.ThrowAsync<IOException>(() => _port.BaseStream.WriteAsync(new byte[1]).AsTask().Soon());
        _port.IsOpen.ShouldBeTrue();
    }

    [PseudoTerminalFact]
    public async Task Closing_ends_waiting_reads_and_writes()
    {
        var stream = _port.BaseStream;
        var read = stream.ReadAsync(new byte[1]).AsTask();
        var write = stream.WriteAsync(new byte[1_000_000]).AsTask();

        _port.Close();

        await Should.ThrowAsync<ObjectDisposedException>(read.Soon());
        await Should.ThrowAsync<ObjectDisposedException>(write.Soon());
        await Should.ThrowAsync<ObjectDisposedException>(() => stream.ReadAsync(new byte[1]).AsTask());
        _port.IsOpen.ShouldBeFalse();
    }

    [PseudoTerminalFact]
    public async Task A_port_that_was_closed_as_a_stream_can_be_opened_again()
    {
        await _port.BaseStream.DisposeAsync();
        _port.IsOpen.ShouldBeFalse();

        _port.Open();

        await _farEnd.WriteAsync("a"u8.ToArray()).Soon();
        (await ReadAsync(1)).ShouldBe("a"u8.ToArray());
    }

    [PseudoTerminalFact]
    public async Task What_was_written_arrives_even_if_the_port_is_closed_at_once()
    {
        await _port.BaseStream.WriteAsync("bye"u8.ToArray()).Soon();
        _port.Close();

        (await _farEnd.ReadAsync(3).Soon()).ShouldBe("bye"u8.ToArray());
    }

    [PseudoTerminalFact]
    public void A_port_that_is_open_is_busy()
    {
        using var second = new SerialPort(_farEnd.PortName);

        Should.Throw<UnauthorizedAccessException>(second.Open);
        Should.Throw<InvalidOperationException>(_port.Open);
        Should.Throw<InvalidOperationException>(() => _port.PortName = "COM5");

        _port.Close();
        second.Open();
    }

    [PseudoTerminalFact]
    public void Lines_that_a_port_has_not_got_can_only_be_off()
    {
        _port.Close();
        using var withDtr = new SerialPort(_farEnd.PortName) { DtrEnable = true };
        using var withRts = new SerialPort(_farEnd.PortName) { RtsEnable = true };

        Should.Throw<IOException>(withDtr.Open).HResult.ShouldBe(NotATerminal);
        Should.Throw<IOException>(withRts.Open).HResult.ShouldBe(NotATerminal);

        _port.Open();
        Should.Throw<IOException>(() => _port.DtrEnable).HResult.ShouldBe(NotATerminal);
        Should.Throw<IOException>(() => _port.RtsEnable = true).HResult.ShouldBe(NotATerminal);
    }

    [PseudoTerminalFact]
    public async Task Settings_may_change_while_the_port_is_open()
    {
        _port.BaudRate = 250_000; // none that POSIX knows
        _port.Handshake = Handshake.XOnXOff;
        _port.DataBits = 7;
        _port.Parity = Parity.Even;
        _port.StopBits = StopBits.Two;

        _port.DataBits = 8;
        _port.Parity = Parity.None;
        _port.Handshake = Handshake.None;
        await _farEnd.WriteAsync(_allBytes).Soon();
        (await ReadAsync(_allBytes.Length)).ShouldBe(_allBytes);
    }

    [PseudoTerminalFact]
    public async Task What_has_come_is_counted_and_can_be_discarded()
    {
        await _farEnd.WriteAsync("abc"u8.ToArray()).Soon();
        (await ReadAsync(1)).ShouldBe("a"u8.ToArray());
        _port.BytesToRead.ShouldBe(2);

        _port.DiscardInBuffer();

        _port.BytesToRead.ShouldBe(0);
        _port.DiscardOutBuffer();
    }

    [PseudoTerminalFact]
    public async Task Synchronous_transfers_heed_the_timeouts()
    {
        _port.ReadTimeout = 1;
        _port.WriteTimeout = 1;

        Should.Throw<TimeoutException>(() => _port.BaseStream.ReadByte());
        Should.Throw<TimeoutException>(() => _port.BaseStream.Write(new byte[1_000_000]));

        _port.ReadTimeout = SerialPort.InfiniteTimeout;
        await _farEnd.WriteAsync("a"u8.ToArray()).Soon();
        _port.BaseStream.ReadByte().ShouldBe('a');
    }

    [PseudoTerminalFact]
    public async Task The_ports_thread_sleeps_while_nothing_happens()
    {
        var stream = (UnixSerialStream)_port.BaseStream;
        await PassAsync(stream, rounds: 100);

        // Every round may wake it twice: for the read that begins to wait, and for the byte.
        stream.Polls.ShouldBeInRange(1, 2 + (2 * 100));
    }

    [PseudoTerminalFact]
    public async Task The_ports_thread_sleeps_through_a_hang_up_that_nobody_waits_for()
    {
        var stream = (UnixSerialStream)_port.BaseStream;
        await PassAsync(stream, rounds: 1);
        _farEnd.Dispose();

        for (var round = 0; round < 100; round++)
            await Should.ThrowAsync<IOException>(() => stream.ReadAsync(new byte[1]).AsTask().Soon());

        stream.Polls.ShouldBeInRange(1, 4);
    }

    public void Dispose()
    {
        _port.Dispose();
        _farEnd.Dispose();
    }

    private async Task PassAsync(UnixSerialStream stream, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var read = stream.ReadAsync(new byte[1]).AsTask();
            await _farEnd.WriteAsync("a"u8.ToArray()).Soon();
            await read.Soon();
        }
    }

    private async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await _port.BaseStream.ReadExactlyAsync(bytes).Soon();
        return bytes;
    }
}
