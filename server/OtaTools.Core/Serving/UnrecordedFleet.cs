namespace OtaTools.Core.Serving;

/// <summary>Boards that nothing is kept of: every one may have every image.</summary>
internal sealed class UnrecordedFleet(BoardRegister boards) : IServedFleet
{
    public BoardRegister Boards => boards;

    public bool Admits(Board board, BoardOffer image) => true;

    public Task OrderAsync(string mac, string image, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => default;
}
