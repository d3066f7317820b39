namespace OtaTools.Core.Device.Transport;

/// <summary>The seam below a session: bytes to and from a board, over whatever carries them.</summary>
public interface IDeviceTransport : IAsyncDisposable
{
    /// <summary>Waits for bytes; 0 means that the link is gone. Cancelling loses nothing.</summary>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <exception cref="IOException">The link is gone.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

    /// <summary>Pulses the board's EN pin; false where this link has no such line.</summary>
    ValueTask<bool> PulseResetAsync(CancellationToken cancellationToken);
}
