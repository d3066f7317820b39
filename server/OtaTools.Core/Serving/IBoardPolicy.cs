namespace OtaTools.Core.Serving;

/// <summary>Who may have which image now. Asked on the server's threads, so it answers from memory.</summary>
public interface IBoardPolicy
{
    /// <summary>
    /// Whether a board may begin with an image. Asked where a board that tells its MAC address looks at an image that it does not run
    /// yet; a download that has begun is not asked about again. Not now is 304 to the board: nothing newer.
    /// </summary>
    /// <param name="board">As it is known, this request included.</param>
    bool Admits(Board board, BoardOffer image);
}
