namespace OtaTools.Core.Serving;

public enum TransferState
{
    Running,
    Done,

    /// <summary>The board went away before the end: normal where it saw that it runs this image already.</summary>
    BrokenOff,
}

/// <summary>One request of a board, as it stands now.</summary>
/// <param name="Id">Rises with each request of one host.</param>
/// <param name="Board">MAC address where the board told it (x-ESP32-STA-MAC), else its IP address.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="BytesSent">Of the body, handed to the network so far.</param>
/// <param name="BytesTotal">Of the body; 0 where there is none.</param>
/// <param name="Why">Why it was refused, for a person; null where it was not.</param>
public record Transfer(
    long Id,
    DateTimeOffset Started,
    string Board,
    string RemoteAddress,
    string Method,
    string Path,
    int Status,
    long BytesSent,
    long BytesTotal,
    TransferState State,
    string? BoardVersion,
    string? Why);
