namespace OtaTools.Core.Fleet;

public enum OrderResult
{
    /// <summary>It was reset, and asks now.</summary>
    AskedNow,

    /// <summary>It gets the image when it asks next.</summary>
    AtNextStart,

    /// <summary>It runs it already, or there is nothing for it.</summary>
    NothingToDo,
}

/// <summary>What comes of ordering an update.</summary>
/// <param name="Id">Of the board.</param>
/// <param name="Message">For a person.</param>
public sealed record OrderedBoard(string Id, OrderResult Result, string Message);
